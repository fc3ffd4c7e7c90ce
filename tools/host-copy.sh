# shellcheck shell=bash
# A copy of a real OFBiz with the component in it. Uses OFBIZ_HOME, COPY, WORK, PORT_OFFSET and DATABASE.

# The hosts to be tested: those that are named, or else those that stand in the usual places.
find_hosts() {
  HOSTS=()
  MISSING=()
  local home
  if [[ -n ${OFBIZ_HOME:-}${OFBIZ_JAVAX_HOME:-} ]]; then
    for home in "${OFBIZ_HOME:-}" "${OFBIZ_JAVAX_HOME:-}"; do
      [[ -z $home ]] || HOSTS+=("$home")
    done
    return
  fi
  for home in "$HOME/ofbiz" "$HOME/ofbiz-javax"; do
    if [[ -d $home ]]; then
      HOSTS+=("$home")
    else
      MISSING+=("$home")
    fi
  done
}

require_host() {
  [[ -d $OFBIZ_HOME ]] ||
    die "there is no OFBiz at $OFBIZ_HOME. Set OFBIZ_HOME to the folder of a built OFBiz."
  OFBIZ_HOME=$(cd -P "$OFBIZ_HOME" && pwd)
  [[ -d $OFBIZ_HOME/framework && -d $OFBIZ_HOME/applications ]] ||
    die "$OFBIZ_HOME is not an OFBiz: it has no framework and applications folders."
  [[ -x $OFBIZ_HOME/bin/ofbiz ]] ||
    die "$OFBIZ_HOME has no launcher bin/ofbiz; it must start a built OFBiz with plugins/*/lib/*.jar on its class path."
  [[ -d $OFBIZ_HOME/runtime/data/derby/ofbiz || $DATABASE == postgres ]] ||
    die "$OFBIZ_HOME has no data yet. Run 'bin/ofbiz --load-data' there first."
  local process
  for process in /proc/[0-9]*; do
    if [[ $(readlink "$process/cwd" 2>/dev/null) == "$OFBIZ_HOME" && $(cat "$process/comm" 2>/dev/null) == java ]]; then
      die "the OFBiz at $OFBIZ_HOME is running (process ${process#/proc/}). Stop it, or its database can't be copied."
    fi
  done
}

require_free_ports() {
  local port
  for port in 8443 8080 8009 10523 12111 2525; do
    if port_in_use $((port + PORT_OFFSET)); then
      die "port $((port + PORT_OFFSET)) is in use. Stop what uses it, or choose another --port-offset."
    fi
  done
}

# Runs the copy's launcher, at most so many seconds.
host() {
  local seconds=$1
  shift
  timeout --foreground "$seconds" "$COPY/bin/ofbiz" "$@"
}

copy_host() {
  say "copying $OFBIZ_HOME"
  cp -a "$OFBIZ_HOME" "$COPY"
  rm -rf "$COPY/plugins/paylink" "$COPY/plugins/paylink-panels"
  find "$COPY/runtime/logs" -mindepth 1 -delete 2>/dev/null || true
}

install_component() {
  local zip
  zip=$(zip_of_line "$(host_line)")
  say "installing $(basename "$zip")"
  mkdir -p "$COPY/plugins"
  (cd "$COPY/plugins" && "$(jdk_tool jar)" --extract --file "$zip")
  cp "$ROOT/core/target/paylink-core-$(version_of_paylink)-tests.jar" "$COPY/plugins/paylink/lib/"
}

load_component() {
  say "loading the component's data"
  if ! host 600 --load-data readers=seed,seed-initial,demo --load-data component=paylink >"$WORK/load.log" 2>&1; then
    tail -40 "$WORK/load.log" >&2
    die "the host could not load the component's data; the end of its log is above"
  fi
  load_fiscal_year
}

# The host posts nothing on a day outside of a fiscal period, and the demo data of older hosts ends years ago.
load_fiscal_year() {
  local year
  year=$(date -u +%Y)
  grep -rqs "FISCAL_YEAR\" fromDate=\"$year-" "$COPY/applications/datamodel/data/demo" && return
  cat >"$WORK/fiscal-year.xml" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<entity-engine-xml>
  <CustomTimePeriod customTimePeriodId="PAYLINK_FY$year" organizationPartyId="Company" periodTypeId="FISCAL_YEAR"
    fromDate="$year-01-01 00:00:00" thruDate="$((year + 1))-01-01 00:00:00" isClosed="N" periodName="FY$year"/>
</entity-engine-xml>
XML
  host 300 --load-data "file=$WORK/fiscal-year.xml" >"$WORK/load-year.log" 2>&1 ||
    die "the host could not load a fiscal year: $(tail -3 "$WORK/load-year.log")"
}

# Tomcat 10 and later speak jakarta, older ones javax.
host_line() {
  local tomcat
  tomcat=$(library_version tomcat-catalina)
  [[ ${tomcat%%.*} -ge 10 ]] && echo jakarta || echo javax
}

library_version() {
  local jar
  jar=$(find "$OFBIZ_HOME/lib" "$OFBIZ_HOME/build" -name "$1-[0-9]*.jar" 2>/dev/null | sort | head -1)
  [[ -n $jar ]] || die "no library $1 in $OFBIZ_HOME/lib"
  basename "$jar" .jar | sed "s/^$1-//"
}

host_version() {
  local version
  version=$(sed -n '1s/^ *\(Release\)\? *//p' "$OFBIZ_HOME/VERSION" 2>/dev/null)
  echo "OFBiz ${version:-of unknown version} ($(host_line)), Tomcat $(library_version tomcat-catalina)," \
    "Groovy $(library_version groovy)"
}

# The host must be as it was: a component that needs a patched host is none.
check_untouched() {
  if ! diff <(host_tree "$OFBIZ_HOME") <(host_tree "$COPY") >"$WORK/changed.txt"; then
    cat "$WORK/changed.txt" >&2
    die "files of the host have changed; they are listed above"
  fi
}

host_tree() {
  (
    cd "$1"
    find . \( -path ./runtime -o -path ./plugins/paylink -o -path ./plugins/paylink-panels \
      -o -path "./$DATABASE_SETTINGS" \) -prune \
      -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    if [[ $1 == "$COPY" && $DATABASE == postgres ]]; then
      sha256sum <"$WORK/entityengine.xml"
    else
      sha256sum <"$DATABASE_SETTINGS"
    fi
  )
}

readonly DATABASE_SETTINGS=framework/entity/config/entityengine.xml
