# shellcheck shell=bash
#
# What the steps of action.yml share. Every step is a script of its own that is
# given its inputs as variables, so that no text of a workflow becomes shell.

# note KIND TEXT: an annotation. The text is ours or passes encode first.
note() { echo "::$1 title=soc2gate::$2"; }

# encode TEXT: as the message of a workflow command (actions/runner, 2026-11).
encode() {
  local text=${1//%/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

# refuse CODE TEXT: end the step and say why.
refuse() {
  note error "$(encode "$2")"
  exit "$1"
}

# random: 128 bits, which nobody who wrote a plan can guess.
random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# output NAME VALUE: an output of the step. The mark that ends a value is
# random, so that no value can end itself and begin another output.
output() {
  local mark
  mark=$(random)
  [ "${#mark}" -eq 32 ] || exit 3
  printf '%s<<%s\n%s\n%s\n' "$1" "$mark" "$2" "$mark" >>"${GITHUB_OUTPUT:?}"
}

# quietly COMMAND ARG...: run it while the runner obeys nothing that is printed.
# Names in a plan could otherwise be read as commands to the runner.
quietly() {
  local mark code=0
  mark=$(random)
  [ "${#mark}" -eq 32 ] || exit 3
  echo "::stop-commands::$mark"
  "$@" || code=$?
  echo
  echo "::$mark::"
  return "$code"
}

# yes NAME VALUE: whether an input that is true or false is true.
yes() {
  case "$2" in
  true) return 0 ;;
  false | '') return 1 ;;
  *) refuse 2 "the input $1 is true or false" ;;
  esac
}
