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
