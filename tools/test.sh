# shellcheck shell=bash
# Builds everything and runs all tests but those inside a real OFBiz.
#
# Usage: ./paylink test
#
# Checks the form of the code as well (google-java-format, Error Prone, ArchUnit). Needs a JDK of version 17 or later,
# Maven 3.8 or later, and Chromium with its driver for the tests in a browser; on Debian and its kin the browser is
# installed if it is missing. MAVEN_OPTIONS is handed to Maven, such as MAVEN_OPTIONS=-o for working without a network.

test_main() {
  [[ $# -eq 0 ]] || die "test takes no options, but got '$1'"
  require_java
  jdk_tool javac >/dev/null
  require_maven
  require_browser
  local log=$ROOT/target/test.log started=$SECONDS status=0
  mkdir -p "$ROOT/target"
  # The reports of an earlier run would be counted as well.
  rm -rf "$ROOT"/*/target/surefire-reports
  # shellcheck disable=SC2086
  mvn -B ${MAVEN_OPTIONS:-} spotless:check verify </dev/null 2>&1 | tee "$log" || status=$?
  echo
  summary "$log"
  [[ $status -eq 0 ]] || die "the tests failed after $((SECONDS - started)) s; everything Maven said is in $log"
  say "all tests passed in $((SECONDS - started)) s"
}

# What Surefire says at the end of each module, and of all.
summary() {
  local module tests
  grep -E '^\[(INFO|WARNING|ERROR)\] +(Building Paylink|Tests run: .*[0-9]$)' "$1" |
    sed -E 's/^\[[A-Z]+\] +//; s/ +\[[0-9]+\/[0-9]+\]$//; s/^Building (.*) [0-9.]+$/\1/' |
    while IFS= read -r module; do
      case $module in
        Tests\ run:*) echo "  ${module}   ${tests:-}" ;;
        *) tests=$module ;;
      esac
    done
}

require_browser() {
  if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
    return
  fi
  local packages=(chromium chromium-driver) as_root=()
  if ! command -v apt-get >/dev/null; then
    die "no 'chromium' and 'chromedriver' found. Install both and put them on the PATH."
  fi
  if [[ $(id -u) -ne 0 ]]; then
    sudo -n true 2>/dev/null ||
      die "no 'chromium' and 'chromedriver' found. Install them: sudo apt-get install ${packages[*]}"
    as_root=(sudo -n)
  fi
  say "installing ${packages[*]}, which the tests in a browser need"
  { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${packages[@]}"; } </dev/null >&2 ||
    die "that failed; its messages are above. Install them by hand: apt-get install ${packages[*]}"
}
