# shellcheck shell=bash
# A throw-away PostgreSQL on a loopback port for a copy of the host. Uses WORK, COPY and OFBIZ_HOME.

POSTGRES_PORT=

require_postgres() {
  POSTGRES_BIN=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1)
  [[ -n $POSTGRES_BIN ]] || POSTGRES_BIN=$(command -v initdb || true)
  [[ -n $POSTGRES_BIN ]] ||
    die "no PostgreSQL server found in /usr/lib/postgresql or on the PATH. Install one, or use --database derby."
  POSTGRES_BIN=$(dirname "$(readlink -f "$POSTGRES_BIN")")
  compgen -G "$OFBIZ_HOME/lib/postgresql-*.jar" >/dev/null ||
    die "the OFBiz at $OFBIZ_HOME has no PostgreSQL driver: put postgresql-*.jar into its lib folder."
  if [[ $(id -u) -eq 0 ]]; then
    id postgres >/dev/null 2>&1 || die "PostgreSQL does not run as root, and there is no user 'postgres' to run it as."
    command -v runuser >/dev/null || die "no 'runuser' found, which is needed to run PostgreSQL as another user."
  fi
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $(id -u) -eq 0 ]]; then
    (cd / && runuser -u postgres -- "$@")
  else
    (cd / && "$@")
  fi
}

use_postgres() {
  start_postgres
  point_host_at_postgres
  fill_postgres
}

start_postgres() {
  local folder=$WORK/postgres port=55500
  while port_in_use $port; do
    port=$((port + 1))
  done
  say "starting PostgreSQL on port $port"
  mkdir "$folder"
  [[ $(id -u) -eq 0 ]] && chown postgres "$folder"
  as_postgres "$POSTGRES_BIN/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
    >"$WORK/postgres.log" 2>&1 || die "initdb failed: $(tail -3 "$WORK/postgres.log")"
  as_postgres "$POSTGRES_BIN/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w start \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' -c fsync=off" \
    >>"$WORK/postgres.log" 2>&1 || die "PostgreSQL did not start: $(tail -3 "$folder/server.log")"
  POSTGRES_PORT=$port
  sql "create role ofbiz login password 'ofbiz'"
  sql "create database ofbiz owner ofbiz encoding 'UTF8'"
}

sql() {
  "$POSTGRES_BIN/psql" -q -h 127.0.0.1 -p "$POSTGRES_PORT" -U postgres -c "$1"
}

stop_postgres() {
  if [[ -n $POSTGRES_PORT ]]; then
    as_postgres "$POSTGRES_BIN/pg_ctl" -D "$WORK/postgres/data" -m immediate stop >/dev/null 2>&1 || true
  fi
}

# Changes the copy's settings only. The original is kept beside the copy, to show that the rest is unchanged.
point_host_at_postgres() {
  local settings=$COPY/$DATABASE_SETTINGS
  cp "$settings" "$WORK/entityengine.xml"
  sed -E -i \
    -e 's#(<group-map [^>]*datasource-name=")localderby(olap|tenant)?"#\1localpostgres"#' \
    -e "s#jdbc:postgresql://127\.0\.0\.1(:[0-9]+)?/ofbiz\"#jdbc:postgresql://127.0.0.1:$POSTGRES_PORT/ofbiz\"#" \
    "$settings"
  grep -q "127.0.0.1:$POSTGRES_PORT/ofbiz" "$settings" && grep -q 'datasource-name="localpostgres"' "$settings" ||
    die "the host's $DATABASE_SETTINGS has no datasource localpostgres as it is shipped"
}

fill_postgres() {
  local dump=${OFBIZ_PG_DUMP:-$OFBIZ_HOME-pg.dump}
  if [[ -f $dump ]]; then
    say "restoring $dump"
    "$POSTGRES_BIN/pg_restore" -h 127.0.0.1 -p "$POSTGRES_PORT" -U ofbiz --no-owner -d ofbiz -j2 "$dump"
  else
    say "loading the host's demo data"
    host 900 --load-data >"$WORK/load-host.log" 2>&1 ||
      die "the host could not load its demo data: $(tail -3 "$WORK/load-host.log")"
  fi
}
