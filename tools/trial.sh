# shellcheck shell=bash
# Starts a small host with sample orders, invoices and books, and a simulated payment provider, to try Paylink in.
#
# Usage: ./paylink trial [--port NUMBER] [--data FOLDER] [--fresh]
#
#   --port NUMBER  the host's port on this computer, 8765 unless said otherwise; the simulators take the five after it.
#                  0 takes any free ones.
#   --data FOLDER  where the data is kept between starts; target/trial in this folder unless said otherwise. It may be
#                  deleted when no trial runs.
#   --fresh        empties that folder first, after making sure that a trial made it
#
# It is built when something has changed since the last time. Its pages can be reached from this computer only. No real
# money moves. Ctrl-C stops it. JAVA_OPTIONS is handed to Java, MAVEN_OPTIONS to Maven.

# shellcheck source=tools/build-trial.sh
source "$ROOT/tools/build-trial.sh"

trial_main() {
  local arguments=(--data "$ROOT/target/trial")
  while [[ $# -gt 0 ]]; do
    case $1 in
      --fresh)
        arguments+=("$1")
        shift
        ;;
      --port | --data)
        [[ $# -ge 2 ]] || die "$1 needs a value; see ./paylink trial --help"
        # A folder is meant from where the command was typed.
        [[ $1 == --data && $2 != /* ]] && set -- "$1" "$OLDPWD/$2" "${@:3}"
        # Of several the last one counts.
        arguments+=("$1" "$2")
        shift 2
        ;;
      *) die "there is no option '$1'; see ./paylink trial --help" ;;
    esac
  done
  require_java
  build_trial
  # shellcheck disable=SC2086
  exec "$(jdk_tool java)" "${TRIAL_JAVA_OPTIONS[@]}" ${JAVA_OPTIONS:-} -cp "$(trial_class_path)" \
    org.paylink.embedded.Trial "${arguments[@]}"
}
