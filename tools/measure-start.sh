# shellcheck shell=bash
# Measures how long the trial takes from Java's start to its first page, with its data already there.
#
# Usage: ./paylink measure-start [TIMES]
#
# Starts it so many times (5 unless said otherwise) with data of its own, and says each time and the median.

# shellcheck source=tools/build-trial.sh
source "$ROOT/tools/build-trial.sh"

measure_start_main() {
  local times=${1:-5} data i took=()
  [[ $times =~ ^[1-9][0-9]?$ && $# -le 1 ]] || die "give a number of times from 1 to 99"
  require_java
  build_trial
  data=$(mktemp -d -t paylink-measure.XXXXXX)
  # shellcheck disable=SC2064
  trap "rm -rf '$data'" EXIT
  start_once "$data" >/dev/null
  for ((i = 1; i <= times; i++)); do
    took+=("$(start_once "$data")")
    say "first page after ${took[-1]} ms"
  done
  say "median of $times: $(printf '%s\n' "${took[@]}" | sort -n | sed -n "$(((times + 1) / 2))p") ms"
}

# Milliseconds until the trial, which says so once its first page has answered, is ready; then it is stopped.
start_once() {
  local data=$1 begun line java trial
  begun=$(date +%s%N)
  coproc TRIAL {
    # shellcheck disable=SC2086
    exec "$(jdk_tool java)" "${TRIAL_JAVA_OPTIONS[@]}" ${JAVA_OPTIONS:-} -cp "$(trial_class_path)" \
      org.paylink.embedded.Trial --data "$data/trial" --port 0
  }
  trial=$TRIAL_PID
  IFS= read -r -t 120 line <&"${TRIAL[0]}" || die "the trial did not start"
  [[ $line == ready:* ]] || die "the trial said: $line"
  echo $((($(date +%s%N) - begun) / 1000000))
  kill -TERM "$trial"
  wait "$trial" 2>/dev/null || true
}
