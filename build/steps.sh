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

# A list of names and a newest-file check: sees what was changed, added and removed.
sources_list() { (cd "$root" && find "$@" -type d \( -name node_modules -o -name wwwroot -o -name obj -o -name bin \) -prune -o -type f -print | LC_ALL=C sort); }

is_built() { # is_built <stamp> <paths…>
  local stamp=$1; shift
  [ -f "$stamp" ] && [ "$(sources_list "$@" | cksum)" = "$(cat "$stamp")" ] &&
    [ -z "$(cd "$root" && find "$@" -type d \( -name node_modules -o -name wwwroot \) -prune -o -type f -newer "$stamp" -print -quit)" ]
}

mark_built() { local stamp=$1 started=$2; shift 2; sources_list "$@" | cksum >"$stamp"; touch -d "@$started" "$stamp"; }

client_paths=(src/Web/Client)
server_paths=(src build global.json Directory.Build.props Directory.Build.targets Directory.Packages.props)

build_client() {
  local stamp=$root/artifacts/client.stamp started; started=$(date +%s)
  is_built "$stamp" "${client_paths[@]}" && [ -f "$root/src/Web/wwwroot/index.html" ] && return
  need npm "Install Node.js 20 or newer."
  step "Dashboard: packages" npm --prefix "$root/src/Web/Client" ci --no-audit --no-fund
  step "Dashboard: build" npm --prefix "$root/src/Web/Client" run build
  mark_built "$stamp" "$started" "${client_paths[@]}"
}

build_server() {
  need dotnet "Install the .NET SDK 10."
  mkdir -p "$root/artifacts"
  exec 9>"$root/artifacts/build.lock"
  flock 9
  decide_host
  build_client
  local stamp started; started=$(date +%s); stamp=$root/artifacts/server-$(orleans_host).stamp
  if ! is_built "$stamp" "${server_paths[@]}" || [ ! -f "$(server_dll Web)" ]; then
    step "Server: build" dotnet build "$root/src/Web/Web.csproj" -c Release "${quiet_build[@]}"
    mark_built "$stamp" "$started" "${server_paths[@]}"
  fi
  exec 9>&-
}
