#compdef mutual
# Completions of mutual for zsh, made by "mutual completions zsh".
_mutual() {
  local line word about program=${(Q)words[1]/#\~\//$HOME/}
  local -a closed open
  (( $+commands[$program] )) || [[ -x $program ]] || program=mutual
  for line in ${(f)"$("$program" completions zsh --words -- \
    "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)"}; do
    case $line in
      :files) _files ;;
      :folders) _files -/ ;;
      *)
        word=${line%%$'\t'*}
        about=${${line#"$word"}#$'\t'}
        word=${word//:/\\:}${about:+:$about}
        # After = the answer follows at once.
        if [[ ${line%%$'\t'*} == *= ]]; then open+=("$word"); else closed+=("$word"); fi
        ;;
    esac
  done
  (( $#closed )) && _describe -V 'what can follow' closed
  (( $#open )) && _describe -V 'what can follow' open -S ''
  return 0
}
if [[ $funcstack[1] == _mutual ]]; then
  _mutual "$@"
elif (( $+functions[compdef] )); then
  compdef _mutual mutual
fi
