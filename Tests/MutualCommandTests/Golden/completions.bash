# Completions of mutual for bash, made by "mutual completions bash".
_mutual() {
  local words=() word gap rest="${COMP_LINE-}" previous= i
  # Bash breaks words at = and : too. They are put together again, unless a space stands between.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]-}
    gap=${rest%%"$word"*}
    rest=${rest#*"$word"}
    if [[ $i -gt 1 && -z $gap && -n $word && ($word == [=:]* || $previous == *[=:]) ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    previous=$word
  done
  local typed=${words[${#words[@]} - 1]} before=
  local program=${words[0]/#\~\//$HOME/}
  type -P -- "$program" >/dev/null || program=mutual
  # Bash puts what is found in place of what stands after the last break.
  if [[ $typed == *=* && ${COMP_WORDBREAKS-} == *=* ]]; then before=${typed%"${typed##*=}"}; fi
  if [[ $typed == *:* && ${COMP_WORDBREAKS-} == *:* ]]; then before=${typed%"${typed##*:}"}; fi
  local line path kind
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files | :folders)
        kind=-f
        if [[ $line == :folders ]]; then kind=-d; fi
        while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$kind" -- "${typed#"$before"}")
        compopt -o filenames 2>/dev/null || true
        ;;
      *) COMPREPLY+=("${line#"$before"}") ;;
    esac
  done < <("$program" completions bash --words -- "${words[@]:1}" 2>/dev/null)
  # After = the answer follows at once.
  if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace 2>/dev/null || true; fi
}
complete -o nosort -F _mutual mutual 2>/dev/null || complete -F _mutual mutual
