#!/usr/bin/env bash
# A whole cluster on this machine: a PostgreSQL of its own, silos, and web nodes. Started as ./run cluster [--silos 3 --web 2] [settings].
# What is written is kept in ./data/cluster, as ./run keeps its own in ./data; Ctrl+C stops every process.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/build/steps.sh"

silos=3 webs=2 settings=()
count() { # count <option> <value>
  case "${2:-}" in [1-9]) echo "$2" ;; *) echo "$1 takes a number from 1 to 9." >&2; exit 2 ;; esac
}
while [ $# -gt 0 ]; do
  case $1 in
    --silos) silos=$(count "$@"); shift 2 ;;
    --web) webs=$(count "$@"); shift 2 ;;
    *) settings+=("$1"); shift ;;
  esac
done

decide_host
if [ "$(orleans_host)" != Orleans ]; then
  echo "A cluster is several processes, which need Orleans, and this clone builds on the Solo host, which runs in one: use ./run, or a package source that serves Orleans (delete artifacts/orleans-host.props to ask it again; see docs/orleans.md)." >&2
  exit 1
fi

bin=${PG_BIN:-$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)}
[ -x "$bin/postgres" ] || { echo "Missing: PostgreSQL. Install postgresql (apt-get install postgresql), or say where its programs lie with PG_BIN." >&2; exit 1; }

build_server

home=$root/data/cluster
mkdir -p "$home"
exec 8>"$home/lock"
flock -n 8 || { echo "A cluster of this clone is running already ($home)." >&2; exit 1; }

# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" = 0 ]; then
  as_owner=(runuser -u postgres --)
  chown postgres "$home"
  (cd / && "${as_owner[@]}" test -w "$home") || { echo "PostgreSQL does not run as root, and its user postgres cannot reach $home: run this as another user." >&2; exit 1; }
fi
postgres() { (cd / && exec "${as_owner[@]+"${as_owner[@]}"}" "$bin/$1" "${@:2}" 8>&-); }

given=()
free_port() { # free_port <from>: the next one up that nobody listens on
  port=$1
  while (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || [[ " ${given[*]-} " == *" $port "* ]]; do port=$((port + 1)); done
  given+=("$port")
}

pids=() names=()
stop() {
  trap - EXIT
  trap '' INT TERM HUP
  echo "Stopping."
  local kind at
  for kind in web silo; do # Web nodes first: they drain while the silos still answer.
    for at in "${!pids[@]}"; do [[ ${names[at]} != $kind-* ]] || kill -TERM "${pids[at]}" 2>/dev/null || true; done
    for at in "${!pids[@]}"; do [[ ${names[at]} != $kind-* ]] || wait "${pids[at]}" 2>/dev/null || true; done
  done
  postgres pg_ctl -D "$home/postgres" -m fast -w stop >/dev/null 2>&1 || true
  echo "Stopped; the data is kept in $home."
  exit "${1:-0}"
}

make_database() {
  (umask 077 && head -c 24 /dev/urandom | base64 | tr -d '+/=' >"$home/password.new")
  [ "$(id -u)" != 0 ] || chown postgres "$home/password.new"
  rm -rf "$home/postgres.new"
  postgres initdb -D "$home/postgres.new" -U postgres -E UTF8 --locale=C -A scram-sha-256 --pwfile="$home/password.new"
  mv "$home/password.new" "$home/password" && mv "$home/postgres.new" "$home/postgres"
}

start_database() { # With no socket file: a path may be too long for one.
  postgres pg_ctl -D "$home/postgres" -m fast -w stop || true # Left by a terminal that was killed.
  free_port 5433
  postgres pg_ctl -D "$home/postgres" -l "$home/postgres.log" -w -t 120 \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=500" start
}

[ -d "$home/postgres" ] || step "PostgreSQL: make" make_database
trap 'stop 1' EXIT
trap 'stop 0' INT TERM HUP
started=$SECONDS
start_database >"$home/start.log" 2>&1 || { cat "$home/start.log" "$home/postgres.log" >&2; exit 1; }
printf '  %-44s %4d s\n' "PostgreSQL on 127.0.0.1:$port" $((SECONDS - started))
database="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
export Store__Provider=PostgreSql Store__ConnectionString="$database;Password=$(cat "$home/password")"

echo "One more node, or one of these again, in another terminal (in $root), after"
echo "  export Store__Provider=PostgreSql Store__ConnectionString=\"$database;Password=\$(cat data/cluster/password)\""

start_node() { # start_node <silo|web> <number> <settings…>: its lines carry its name
  local name=$1-$2 kind=$1; shift 2
  local program
  case $kind in silo) program=("$(server_dll Silo)") ;; web) program=("$(server_dll Web)" --contentRoot "$root/src/Web") ;; esac
  printf '  %-7s ./run %s %s\n' "$name" "$kind" "$*"
  dotnet "${program[@]}" --Cluster:Mode=Member "$@" "${settings[@]+"${settings[@]}"}" 8>&- > >(exec 8>&-; trap '' INT; sed -u "s/^/$name  /") 2>&1 &
  pids+=($!) names+=("$name") ports+=("$http")
}

ports=()
for ((n = 1; n <= silos; n++)); do
  free_port 11111; endpoint=$port
  free_port 8181; http=$port
  start_node silo $n "--Urls=http://127.0.0.1:$http" "--Cluster:Endpoint=127.0.0.1:$endpoint"
done
for ((n = 1; n <= webs; n++)); do
  free_port 8080; http=$port
  start_node web $n "--Urls=http://127.0.0.1:$http"
done

is_ready() { # is_ready <port>
  local status=
  { printf 'GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$1" >&7 && read -r -t 5 _ status _ <&7; } 7<>"/dev/tcp/127.0.0.1/$1" && [ "$status" = 200 ]
}

# Says once of each node that it is ready, or that it has ended; goes on without those that have.
told=() left=${#pids[@]} started=$SECONDS
while [ "$left" -gt 0 ]; do
  for at in "${!pids[@]}"; do
    if [ "${told[at]-}" != ended ] && ! kill -0 "${pids[at]}" 2>/dev/null; then
      code=0; wait "${pids[at]}" || code=$?
      echo "${names[at]} ended with $code."
      told[at]=ended left=$((left - 1))
    elif [ -z "${told[at]-}" ] && (is_ready "${ports[at]}") 2>/dev/null; then
      printf '%s is ready after %d s: http://127.0.0.1:%s\n' "${names[at]}" $((SECONDS - started)) "${ports[at]}"
      told[at]=ready
    fi
  done
  sleep 1 & wait $! || true
done
echo "No node is left." >&2
exit 1
