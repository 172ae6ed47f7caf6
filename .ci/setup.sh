# What scenarios/run and tests/run share; sourced by both, from the root of the repository. Installs what is missing
# from the system's packages (Debian 12 and its relatives; the only use of the network) and builds the preset `release`.

packages=(
  g++ cmake ninja-build
  libyaml-cpp-dev libboost-dev libeigen3-dev libtbb-dev libfmt-dev libcli11-dev nlohmann-json3-dev libsqlite3-dev libnetcdf-dev
  libjs-vega catch2 librapidcheck-dev
)
# What the tests need besides: a browser, and Node to drive it; MPI, Slurm and Python for sweeps on many machines and their
# files; another simulator to compare with. Where MPI is there the program is built with it.
test_packages=(
  chromium
  libopenmpi-dev openmpi-bin slurm-wlm munge procps python3-xarray python3-pandas python3-netcdf4
  python3-simpy3
)
build=build/release

# Talk goes to stderr: stdout belongs to the program's results.
say() { printf '%s\n' "$*" >&2; }

# quietly TITLE COMMAND...: runs it and shows its output only if it fails.
quietly() {
  local title=$1 log status=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    tail -n 60 "$log" >&2
    say "error: $title failed (exit $status); its last lines are above"
    status=1
  fi
  rm -f "$log"
  return "$status"
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_packages [PACKAGE...]: those that every build needs, and these.
install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "error: this system has no apt-get, so the libraries cannot be installed from here."
    say "  Install a C++20 compiler, CMake 3.25, Ninja, yaml-cpp, Boost 1.74, Eigen 3.3, oneTBB, fmt, CLI11,"
    say "  nlohmann-json, SQLite 3, NetCDF, Vega's modules, Catch2 version 2 and RapidCheck"
    say "  (Debian: ${packages[*]})"
    say "  and then build by hand: cmake --preset release && cmake --build --preset release"
    return 1
  fi
  local missing=() package
  for package in "${packages[@]}" "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "error: missing packages, and no right to install them. As root: apt-get install ${missing[*]}"
      return 1
    fi
    as_root=(sudo)
    sudo -v  # asks for the password before the output is put away
  fi
  say "Installing ${missing[*]} from the system's packages ..."
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  quietly "apt-get update" "${as_root[@]}" "${apt[@]}" update
  quietly "apt-get install" "${as_root[@]}" "${apt[@]}" install --no-install-recommends "${missing[@]}"
}

# All of these, the two packages from npm that the tests of the page use, and the one of bench/peers. Node may have come from
# elsewhere than the system's packages, with an npm of its own.
install_tests() {
  command -v node >/dev/null || test_packages+=(nodejs)
  command -v npm >/dev/null || test_packages+=(npm)
  install_packages "${test_packages[@]}"
  local folder
  for folder in tests/page bench/peers; do
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] ||
      quietly "npm ci" npm --prefix "$folder" ci --no-audit --no-fund
  done
}

# True when the build folder was configured, to the end, for this copy of the sources.
is_configured() {
  [ -f "$build/build.ninja" ] && [ -f "$build/configured" ] && [ "$(cat "$build/configured")" = "$PWD" ]
}

configure() {
  is_configured && return 0
  quietly "cmake" cmake --fresh --preset release
  printf '%s\n' "$PWD" >"$build/configured"
}

# build_targets [TARGET...]: everything when none is named.
build_targets() {
  local target arguments=()
  for target in "$@"; do arguments+=(--target "$target"); done
  configure
  if [ ! -x "$build/caseload" ]; then
    say "Building (takes about $([ $# -gt 0 ] && echo 2 || echo 5) minutes the first time) ..."
  fi
  quietly "the build" cmake --build "$build" "${arguments[@]}"
}
