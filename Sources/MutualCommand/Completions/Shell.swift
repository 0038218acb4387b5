internal import MutualReports

/// A shell that completions are made for.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// Whether it shows what each candidate is.
  var showsAbout: Bool { self != .bash }

  /// The words that a script of this shell hands over, as the shell would give them to the program.
  func words(_ raw: [String]) -> [String] { self == .bash ? raw.map(Self.unquoted) : raw }

  /// What a script of this shell reads: a line for each thing that can be typed, and lines that begin with a colon for
  /// what the shell completes by itself.
  func answer(_ completion: Completion, to typed: String) -> String {
    var lines: [String] = []
    if completion.takesFiles { lines.append(":files") }
    if completion.takesFolders { lines.append(":folders") }
    for candidate in completion.candidates {
      let about = Printable.line(candidate.about)
      switch self {
      case .bash: lines.append(Self.quoted(candidate.word, after: typed))
      case .zsh, .fish: lines.append(about.isEmpty ? candidate.word : "\(candidate.word)\t\(about)")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Quotes

  /// What a word of a command line says: without quotes, and without what keeps characters from being special.
  private static func unquoted(_ raw: String) -> String {
    var text = ""
    var quote: Character?
    var isKept = false
    for character in raw {
      if isKept {
        text.append(character)
        isKept = false
      } else if character == "\\", quote != "'" {
        isKept = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      } else {
        text.append(character)
      }
    }
    return text
  }

  /// A word as it can stand on a line of bash; as it is where a quote stands open already.
  private static func quoted(_ word: String, after raw: String) -> String {
    if raw.hasPrefix("'") || raw.hasPrefix("\"") { return word }
    var text = ""
    for character in word {
      let isPlain =
        character.isLetter || character.isNumber || "-_./:=@,+%".contains(character)
      text += isPlain ? String(character) : "\\\(character)"
    }
    return text
  }
}

extension Shell {
  /// The script that makes this shell ask the program what can be typed next.
  var script: String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    }
  }

  private static let bashScript = #"""
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

    """#

  private static let zshScript = #"""
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

    """#

  private static let fishScript = #"""
    # Completions of mutual for fish, made by "mutual completions fish".
    function __mutual_words
        set -l before (commandline -opc)
        set -l typed (commandline -ct)
        set -l program (string replace -r '^~/' "$HOME/" -- $before[1])
        type -q $program; or set program mutual
        set -l option (string match -r '^--[a-z-]+=' -- $typed)
        for line in ($program completions fish --words -- $before[2..-1] $typed 2>/dev/null)
            switch $line
                case :files
                    printf "$option%s\n" (__fish_complete_path (string replace -- "$option" '' $typed))
                case :folders
                    printf "$option%s\n" (__fish_complete_directories (string replace -- "$option" '' $typed))
                case '*'
                    printf '%s\n' $line
            end
        end
    end
    complete -c mutual -f -k -a '(__mutual_words)'

    """#
}
