# shellcheck shell=bash
# Proves the component inside a real OFBiz: installs the zip in a copy, runs the suite, and walks through it.
#
# Usage: ./paylink ofbiz-test [--database derby|postgres] [--port-offset NUMBER] [--only suite|walk] [--keep]
#
#   --database derby|postgres  the database of the copy; derby unless said otherwise. For postgres a throw-away server is
#                              started on a loopback port.
#   --port-offset NUMBER       added to the host's ports, 1000 unless said otherwise
#   --only suite|walk          runs the suite alone, or alone the walk in real browsers
#   --keep                     leaves the copy for looking at it, and says where it is
#
# OFBIZ_HOME and OFBIZ_JAVAX_HOME are built OFBiz with demo data and a launcher bin/ofbiz. They are only read. Both may be
# of either line; each gets the zip of its line. All of this is done for one after the other. With neither set, those of
# ~/ofbiz and ~/ofbiz-javax that are there are tested. With postgres, OFBIZ_PG_DUMP is a dump (pg_dump -Fc) of the host
# with demo data, the host's folder with -pg.dump added unless set; without one the demo data is loaded, which takes half
# a minute longer.

# shellcheck source=tools/package.sh
source "$ROOT/tools/package.sh"
# shellcheck source=tools/host-copy.sh
source "$ROOT/tools/host-copy.sh"
# shellcheck source=tools/host-walk.sh
source "$ROOT/tools/host-walk.sh"
# shellcheck source=tools/postgres.sh
source "$ROOT/tools/postgres.sh"

ofbiz_test_main() {
  DATABASE=derby
  PORT_OFFSET=1000
  KEEP=
  ONLY=
  read_options "$@"
  find_hosts
  [[ ${#HOSTS[@]} -gt 0 ]] ||
    die "there is no OFBiz at ${MISSING[*]}. Set OFBIZ_HOME or OFBIZ_JAVAX_HOME to the folder of a built OFBiz."
  [[ ${#HOSTS[@]} -eq 1 || -z ${OFBIZ_PG_DUMP:-} ]] ||
    die "OFBIZ_PG_DUMP is of one host, but there are ${#HOSTS[@]}: ${HOSTS[*]}. Set OFBIZ_HOME to the one meant."
  require_java
  require_free_ports
  for OFBIZ_HOME in "${HOSTS[@]}"; do
    require_host
    [[ $DATABASE == derby ]] || require_postgres
  done
  build_zips
  for OFBIZ_HOME in "${HOSTS[@]}"; do
    (test_host)
  done
  for OFBIZ_HOME in "${MISSING[@]}"; do
    say "NOT RUN      on a host at $OFBIZ_HOME, because there is none"
  done
}

# Runs in a shell of its own, whose end leaves nothing behind.
test_host() {
  OFBIZ_HOME=$(cd -P "$OFBIZ_HOME" && pwd)
  check_scripts
  WORK=$(mktemp -d -t paylink-ofbiz-test.XXXXXX)
  chmod 711 "$WORK"
  COPY=$WORK/ofbiz
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  copy_host
  install_component
  [[ $DATABASE == postgres ]] && use_postgres
  load_component
  [[ $ONLY == walk ]] || run_suite
  [[ $ONLY == suite ]] || run_walk
  check_untouched
  report
}

# The scripts are compiled by the host when it runs; that one does not compile is better known at once.
check_scripts() {
  say "compiling the scripts against the host"
  local classes
  classes=$(mktemp -d)
  "$(jdk_tool java)" -cp "$OFBIZ_HOME/lib/*:$OFBIZ_HOME/build/classes:$(jar_of_line "$(host_line)")" \
    org.codehaus.groovy.tools.FileSystemCompiler -d "$classes" "$ROOT"/script/org/paylink/ofbiz/*.groovy \
    >"$classes/log.txt" 2>&1 || {
    grep -v '^SLF4J' "$classes/log.txt" >&2
    rm -rf "$classes"
    die "a script does not compile with the host's Groovy; see above"
  }
  rm -rf "$classes"
}

read_options() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --database)
        [[ ${2:-} == derby || ${2:-} == postgres ]] || die "--database must be derby or postgres"
        DATABASE=$2
        shift 2
        ;;
      --port-offset)
        [[ ${2:-} =~ ^[0-9]{1,5}$ ]] || die "--port-offset must be a number"
        PORT_OFFSET=$2
        shift 2
        ;;
      --only)
        [[ ${2:-} == suite || ${2:-} == walk ]] || die "--only must be suite or walk"
        ONLY=$2
        shift 2
        ;;
      --keep)
        KEEP=yes
        shift
        ;;
      *) die "ofbiz-test does not know '$1'; see ./paylink ofbiz-test --help" ;;
    esac
  done
}

clean_up() {
  local status=$?
  trap - EXIT
  stop_walk
  stop_postgres
  if [[ -n $KEEP ]]; then
    say "kept $COPY"
  else
    rm -rf "$WORK"
  fi
  exit "$status"
}

run_suite() {
  say "running the suite on $DATABASE"
  rm -rf "$COPY/runtime/logs/test-results"
  mkdir -p "$COPY/runtime/logs/test-results"
  local status=0
  host 1800 --test component=paylink --portoffset "$PORT_OFFSET" >"$WORK/test.log" 2>&1 || status=$?
  RESULTS=$COPY/runtime/logs/test-results
  if [[ ! -s $RESULTS/paylink.xml ]]; then
    tail -40 "$WORK/test.log" >&2
    die "the host wrote no report of the suite (exit code $status); the end of its log is above"
  fi
  count_cases
  if [[ $FAILED -ne 0 || $status -ne 0 ]]; then
    failures >&2
    die "$FAILED of $RAN tests failed on $DATABASE (exit code of the host: $status)"
  fi
}

# The host skips silently what it can't load. So each service-test must have announced how many cases it has, and all of
# them must be in the report.
count_cases() {
  local tests announced=$RESULTS/paylink-announced.txt
  tests=$(cat "$COPY"/plugins/paylink/testdef/*.xml | grep -c '<service-test ')
  [[ -f $announced ]] || touch "$announced"
  CASES=$(awk '{ sum += $2 } END { print sum + 0 }' "$announced")
  RAN=$(attribute tests)
  FAILED=$(($(attribute failures) + $(attribute errors)))
  if [[ $(wc -l <"$announced") -ne $tests || $RAN -ne $((tests + CASES)) ]]; then
    failures >&2
    die "expected $tests suites with $CASES cases, but $(wc -l <"$announced") suites began and $((RAN - tests)) cases ran"
  fi
}

attribute() {
  grep -o '<testsuite [^>]*' "$RESULTS/paylink.xml" | head -1 | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"
}

# The name of each failed case with what it said.
failures() {
  awk '/<testcase /{ match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8) }
       /<failure|<error/{ match($0, / message="[^"]*"/)
         print "FAILED  " name; print "        " substr($0, RSTART + 10, RLENGTH > 11 ? RLENGTH - 11 : 0) }' \
    "$RESULTS/paylink.xml" | sed 's/&#10;\|&#xa;/\n        /gi; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&amp;/\&/g'
}

report() {
  say "host        $(host_version)"
  say "database    $(database_version)"
  [[ $ONLY == suite ]] || say "walk        $WALKED steps, in Chromium"
  [[ $ONLY == walk ]] || say "cases       $CASES passed ($(tr '\n' ',' <"$RESULTS/paylink-announced.txt" | sed 's/,$//; s/,/, /g'))"
  say "component   sha256 $(cd "$COPY/plugins/paylink" && host_facing_digest)"
  say "host tree   unchanged outside of plugins/paylink, plugins/paylink-panels and runtime"
}

database_version() {
  if [[ $DATABASE == postgres ]]; then
    "$POSTGRES_BIN/postgres" --version
  else
    echo "Apache Derby $(library_version derby)"
  fi
}
