# Steps shared by ./run and ./test. Sourced; expects $root.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build server is left behind.
quiet_build=(-v quiet --nologo -nodeReuse:false -p:UseSharedCompilation=false)

step() { # step <what> <command…>: one line with seconds; the output only when it failed
  local what=$1 started=$SECONDS log; shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    printf '  %-44s %4d s\n' "$what" $((SECONDS - started)); rm -f "$log"
  else
    printf '  %-44s failed after %d s\n' "$what" $((SECONDS - started)); cat "$log"; rm -f "$log"; return 1
  fi
}

need() { # need <command> <what to do>
  command -v "$1" >/dev/null 2>&1 || { echo "Missing: $1. $2" >&2; exit 1; }
}

orleans_host() { # what this clone was decided to build against; OrleansHost in the environment wins, as it does for the build
  [ -z "${OrleansHost:-}" ] || { echo "$OrleansHost"; return; }
  sed -n 's:.*<OrleansHost>\(.*\)</OrleansHost>.*:\1:p' "$root/artifacts/orleans-host.props" 2>/dev/null
}

decide_host() {
  [ -z "${OrleansHost:-}" ] || return 0
  [ -f "$root/artifacts/orleans-host.props" ] && return
  dotnet restore "$root/src/SoloHost/SoloHost.csproj" -v minimal --nologo | sed -n 's/^ *\(Orleans [0-9].*\|Solo host:.*\)$/\1/p'
}

server_dll() { echo "$root/artifacts/$(orleans_host)/bin/$1/release/Conversations.$1.dll"; }

# Every file with its size and time: sees what was changed, added, removed, or put back as it was before.
sources_list() {
  printf 'Orleans\t%s\t0\n' "${OrleansVersion:-}"
  (cd "$root" && find "$@" -type d \( -name node_modules -o -name wwwroot -o -name obj -o -name bin \) -prune -o -type f -printf '%p\t%s\t%T@\n' | LC_ALL=C sort)
}

is_built() { # is_built <stamp> <list of now>
  [ -f "$1" ] && [ "$2" = "$(cat "$1")" ]
}

looks_older() { # looks_older <stamp> <list of now>: the compiler asks whether a file is newer than what it made of it, so it is blind to one put back with its old time
  [ -f "$1" ] && comm -13 <(LC_ALL=C sort "$1") <(LC_ALL=C sort <<<"$2") | awk -F'\t' -v built="$(stat -c %Y "$1")" '$3 < built { older = 1 } END { exit !older }'
}

mark_built() { # mark_built <stamp> <seconds of its beginning> <list of then>
  printf '%s\n' "$3" >"$1"; touch -d "@$2" "$1"
}

client_paths=(src/Web/Client)
server_paths=(src build global.json Directory.Build.props Directory.Build.targets Directory.Packages.props)

build_client() {
  local stamp=$root/artifacts/client.stamp started list; started=$(date +%s) list=$(sources_list "${client_paths[@]}")
  is_built "$stamp" "$list" && [ -f "$root/src/Web/wwwroot/index.html" ] && return
  need npm "Install Node.js 20 or newer."
  step "Dashboard: packages" npm --prefix "$root/src/Web/Client" ci --no-audit --no-fund
  step "Dashboard: build" npm --prefix "$root/src/Web/Client" run build
  mark_built "$stamp" "$started" "$list"
}

build_server() {
  need dotnet "Install the .NET SDK 10."
  mkdir -p "$root/artifacts"
  exec 9>"$root/artifacts/build.lock"
  flock 9
  decide_host
  build_client
  local stamp started list anew=(); stamp=$root/artifacts/server-$(orleans_host).stamp started=$(date +%s) list=$(sources_list "${server_paths[@]}")
  if ! is_built "$stamp" "$list" || [ ! -f "$(server_dll Web)" ] || [ ! -f "$(server_dll Silo)" ]; then
    if looks_older "$stamp" "$list"; then anew=(--no-incremental); fi
    step "Server: build" dotnet build "$root/src/Web/Web.csproj" -c Release "${quiet_build[@]}" "${anew[@]+"${anew[@]}"}"
    mark_built "$stamp" "$started" "$list"
  fi
  exec 9>&-
}
