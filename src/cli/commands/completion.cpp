#include "../complete.hpp"

#include "../context.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

// What can stand where is known to the program alone (complete.cpp); a shell
// hands over what was typed and shows what comes back. A line is a word, a tab
// and a few words about it. Lines that begin with ":" are for the shell: names
// of files or folders are wanted, or no blank is to follow the word.

constexpr std::string_view kBash =
    R"(# bash completion of backcoach; made by: backcoach completion bash
_backcoach() {
  local -a words=()
  local i word line kind='' current prefix=''
  # bash cuts words at "=": here they are put together again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]} > 0)) &&
      [[ $word == = || ${COMP_WORDS[i - 1]} == = ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  current=${words[-1]-}
  [[ $current == *=* ]] && prefix=${current%%=*}=
  # For "--set ID=VALUE" as for "--format=VALUE" only what follows is replaced.
  [[ $current == --*=*=* ]] && prefix=${current%=*}=
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*) kind+=$line ;;
      *) line=${line%%$'\t'*}; COMPREPLY+=("${line#"$prefix"}") ;;
    esac
  done < <("${COMP_WORDS[0]}" completion candidates -- "${words[@]}" 2>/dev/null)
  case $kind in
    *:files*)
      compopt -o filenames 2>/dev/null
      mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "${current#"$prefix"}")
      ;;
    *:folders*)
      compopt -o filenames 2>/dev/null
      mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -d -- "${current#"$prefix"}")
      ;;
    *:open*) compopt -o nospace 2>/dev/null ;;
  esac
}
complete -F _backcoach backcoach
)";

constexpr std::string_view kZsh = R"(#compdef backcoach
# made by: backcoach completion zsh
_backcoach() {
  local line kind='' word about
  local -a shown close
  close=()
  while IFS= read -r line; do
    case $line in
      :*) kind+=$line ;;
      *)
        word=${line%%$'\t'*}
        about=${line#*$'\t'}
        # A colon parts word and description.
        shown+=("${word//:/\\:}:$about")
        ;;
    esac
  done < <($words[1] completion candidates -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  [[ $kind == *:open* ]] && close=(-S '')
  (( ${#shown} )) && _describe -V 'backcoach' shown "${close[@]}"
  if [[ $kind == *:files* ]]; then
    [[ $PREFIX == --*=* ]] && compset -P '*='
    _files
  elif [[ $kind == *:folders* ]]; then
    [[ $PREFIX == --*=* ]] && compset -P '*='
    _files -/
  fi
}
if [[ $funcstack[1] == _backcoach ]]; then
  _backcoach "$@"
else
  compdef _backcoach backcoach
fi
)";

constexpr std::string_view kFish =
    R"(# fish completion of backcoach; made by: backcoach completion fish
function __backcoach_complete
    set -l typed (commandline -opc) (commandline -ct)
    set -l program $typed[1]
    set -l lines ($program completion candidates -- $typed[2..-1] 2>/dev/null)
    set -l current (commandline -ct)
    set -l before (string match -r '^--[^=]*=' -- $current)
    for line in $lines
        switch $line
            case ':files'
                for name in (__fish_complete_path (string replace -r '^--[^=]*=' '' -- $current))
                    echo "$before$name"
                end
            case ':folders'
                for name in (__fish_complete_directories (string replace -r '^--[^=]*=' '' -- $current))
                    echo "$before$name"
                end
            case ':*'
            case '*'
                echo $line
        end
    end
end
complete -c backcoach -f -a '(__backcoach_complete)'
)";

ExitCode show_candidates(const Arguments& arguments, Context& context) {
  const std::vector<std::string> typed(arguments.words().begin() + 1,
                                       arguments.words().end());
  const Candidates found = candidates(context, typed);
  std::string out;
  for (const Candidate& one : found.words) {
    // Descriptions come from data: a line stays a line.
    std::string about = one.about;
    for (char& c : about) {
      if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    out += one.word + '\t' + about + '\n';
  }
  if (found.files == Candidates::Files::any) out += ":files\n";
  if (found.files == Candidates::Files::folders) out += ":folders\n";
  if (found.goes_on) out += ":open\n";
  return context.write(out, ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto& words = arguments.words();
  const std::string what = words.empty() ? "" : words[0];
  if (what == "candidates") return show_candidates(arguments, context);
  if (words.size() < 2) {
    if (what == "bash")
      return context.write(std::string(kBash), ExitCode::done);
    if (what == "zsh") return context.write(std::string(kZsh), ExitCode::done);
    if (what == "fish")
      return context.write(std::string(kFish), ExitCode::done);
  }
  context.complain("error: completion takes bash, zsh or fish");
  return ExitCode::usage;
}

}  // namespace

Command completion_command() {
  return {.name = "completion",
          .summary = "Completion for your shell",
          .words = "bash|zsh|fish|candidates",
          .most_words = 1000,
          .example =
              "backcoach completion bash > "
              "~/.local/share/bash-completion/completions/backcoach",
          .flags = {},
          .run = run,
          .formats = Formats::words};
}

}  // namespace backcoach::cli
