# shellcheck shell=bash
# Walks through the installed component in real browsers. Uses COPY, WORK and PORT_OFFSET.

WALK_PIDS=()

run_walk() {
  say "walking through it in real browsers"
  build_walk
  load_walk
  start_host
  local host simulator=$((12111 + PORT_OFFSET)) hook
  host=https://localhost:$((8443 + PORT_OFFSET))
  hook=http://localhost:$((8080 + PORT_OFFSET))/pay/hook/STRIPE_SIM
  # Far less on a computer that does nothing else.
  walk 600 org.paylink.ofbiz.OfbizWalk "$host" "$simulator" "$hook"
  walk 600 org.paylink.ofbiz.DeskWalk "$host" "$simulator" "$hook" "$(mail_port)"
  await_closed_task
  # The host's own database can be asked by another process only once the host is down.
  stop_walk
  walk 60 org.paylink.ofbiz.BooksQuery "$(walk_database)"
  WALKED=$(grep -c '^walk: ' "$WORK/walk.log")
  grep '^walk: ' "$WORK/walk.log" | sed 's/^/paylink: /'
}

# The task of an exception is closed in the background, some seconds after the exception.
await_closed_task() {
  local second
  for second in $(seq 1 60); do
    grep -q 'updateWorkEffort\] finished' "$WORK/server.log" && return
    sleep 1
  done
  say "no task was closed within $second s"
}

# Runs a part of the walk, at most so many seconds.
walk() {
  local seconds=$1 status=0
  shift
  (cd "$ROOT/embedded" && timeout "$seconds" "$(jdk_tool java)" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    "-Dderby.stream.error.file=$WORK/walk-derby.log" "-Dpaylink.older.host=$(is_older_host && echo true)" \
    -cp "$(walk_class_path)" "$@") >>"$WORK/walk.log" 2>&1 || status=$?
  if [[ $status -ne 0 ]]; then
    cut -c1-400 "$WORK/walk.log" | (head -40; echo ...; tail -12) >&2
    grep '|E|' "$WORK/server.log" | grep -v marital | cut -c1-300 | tail -10 >&2 || true
    die "the walk failed; what it said and the host's last errors are above. Pictures: embedded/target/screenshots"
  fi
}

# Hosts of the 22.01 line and older have another name for the invoice's page, and let < through to us.
is_older_host() {
  ! grep -q 'uri="viewInvoice"' "$OFBIZ_HOME/applications/accounting/webapp/accounting/WEB-INF/controller.xml"
}

build_walk() {
  # shellcheck disable=SC2086
  mvn -q ${MAVEN_OPTIONS:-} -pl embedded -am -DskipTests test-compile dependency:build-classpath \
    -DincludeScope=test "-Dmdep.outputFile=$WORK/walk.classpath" >"$WORK/walk-build.log" 2>&1 || {
    cat "$WORK/walk-build.log" >&2
    die "Maven failed; its messages are above."
  }
}

# The host's drivers come first: its database is in their format.
walk_class_path() {
  local jar drivers=
  for jar in "$OFBIZ_HOME"/lib/derby*.jar "$OFBIZ_HOME"/lib/postgresql-*.jar; do
    [[ -f $jar ]] && drivers+=$jar:
  done
  echo "$drivers$ROOT/embedded/target/test-classes:$ROOT/embedded/target/classes:$(cat "$WORK/walk.classpath")"
}

mail_port() {
  echo $((2525 + PORT_OFFSET))
}

walk_database() {
  if [[ $DATABASE == postgres ]]; then
    echo "jdbc:postgresql://127.0.0.1:$POSTGRES_PORT/ofbiz"
  else
    echo "jdbc:derby:$COPY/runtime/data/derby/ofbiz"
  fi
}

# The documents to be paid, and the host's addresses. Its certificate is of its own making, so the simulator notifies
# it by plain HTTP, on this computer only. Mail goes to a server of the walk's own. The theme of the demo data's accountant fetches a font from the open
# network, and without it has no style at all.
load_walk() {
  local setting='<SystemProperty systemResourceId="paylink" systemPropertyId'
  local general='<SystemProperty systemResourceId="general" systemPropertyId'
  cat >"$WORK/walk.xml" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<entity-engine-xml>
  $setting="public.base.url" systemPropertyValue="https://localhost:$((8443 + PORT_OFFSET))"/>
  $setting="allow.plain.http" systemPropertyValue="Y"/>
  $general="mail.notifications.enabled" systemPropertyValue="Y"/>
  $general="mail.smtp.relay.host" systemPropertyValue="127.0.0.1"/>
  $general="mail.smtp.port" systemPropertyValue="$(mail_port)"/>
  $general="defaultFromEmailAddress" systemPropertyValue="billing@example.com"/>
  <PaymentGatewayAccount gatewayAccountId="STRIPE_SIM" apiBase="http://127.0.0.1:$((12111 + PORT_OFFSET))"/>
  <UserPreference userLoginId="accountingadmin" userPrefTypeId="VISUAL_THEME" userPrefValue="FLAT_GREY"/>
$("$(jdk_tool java)" -cp "$(walk_class_path)" org.paylink.ofbiz.WalkDocument)
</entity-engine-xml>
XML
  host 300 --load-data "file=$WORK/walk.xml" >"$WORK/walk-load.log" 2>&1 ||
    die "the host could not load the walk's settings and documents; see $WORK/walk-load.log"
}

start_host() {
  PAYLINK_TOKEN_KEY=1:$(head -c 32 /dev/urandom | base64) \
    "$COPY/bin/ofbiz" --portoffset "$PORT_OFFSET" >"$WORK/server.log" 2>&1 &
  WALK_PIDS+=($!)
  local second code
  for second in $(seq 1 180); do
    # Not signed in is answered by 401: then the app is there.
    code=$(curl -sk -o /dev/null -w '%{http_code}' \
      "https://localhost:$((8443 + PORT_OFFSET))/paylink/control/main" || true)
    [[ $code == 401 ]] && return
    [[ -d /proc/${WALK_PIDS[-1]} ]] || break
    sleep 1
  done
  tail -20 "$WORK/server.log" | cut -c1-300 >&2
  die "the host did not start within $second s; the end of its log is above"
}

stop_walk() {
  local pid
  for pid in "${WALK_PIDS[@]}"; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  WALK_PIDS=()
}
