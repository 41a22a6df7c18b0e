# The front door. `make` is the loop of a person at work; `make demo` and `make test` do their own
# set-up on a bare Debian 12. Each target is told in CONTRIBUTING.md.
SHELL   := /bin/bash
.SHELLFLAGS := -o pipefail -c
PREFIX  ?= /usr/local
JOBS    ?= 2
LLVM    ?= -16
TRANSCRIPTS ?= tests/cli/*.txt

# What building and running needs of Debian, and what testing and checking needs beside it; the
# servers are unpacked under build/, never installed, and so is systemd where a machine has none.
DEPS := ccache cmake coinor-libclp-dev g++ gettext hunspell-pl libcli11-dev libcurl4-openssl-dev libfmt-dev \
  libgmime-3.0-dev libhunspell-dev libkainjow-mustache-dev libsodium-dev libsqlite3-dev libsqlitecpp-dev \
  libtomlplusplus-dev libutf8proc-dev ninja-build nlohmann-json3-dev pkg-config
TEST_DEPS := clang-format$(LLVM) clang-tidy$(LLVM) diffutils doctest-dev git mandoc perl-base \
  python3 python3-aiosmtpd sqlite3 util-linux
UNPACKED := dovecot-imapd opensmtpd $(if $(shell command -v systemd-analyze),,systemd)
FUZZ_DEPS := clang$(LLVM) libclang-rt$(LLVM)-dev

.NOTPARALLEL:
.PHONY: all demo demo-smtp test check check-all deps test-deps install release dev accept bench fuzz fuzz-deps \
  format format-check tidy tidy-all layers manual catalogue clean help

all: ## configure, build with sanitizers, run what is tested
	@cmake --workflow --preset dev

demo: deps release ## run the whole programme on the examples
	@PATH="$(CURDIR)/build/release/bin:$$PATH" examples/demo

demo-smtp: deps test-deps release ## the same, its letters through a mail server with STARTTLS and a login
	@tests/mail/demo build/release/bin

test: deps test-deps release ## pass the tests, on what would be installed
	@ctest --preset release -j $(JOBS)

check: format-check layers catalogue-check manual tidy ## all that a change must pass before it lands
	@ctest --preset dev -j $(JOBS)

check-all: tidy-all check ## the same, and every file through clang-tidy

release: ## build what would be installed
	@cmake --preset release && cmake --build --preset release -j $(JOBS)

dev: ## build with the sanitizers
	@cmake --preset dev && cmake --build --preset dev -j $(JOBS)

install: release ## PREFIX=/usr/local DESTDIR=
	@DESTDIR="$(DESTDIR)" cmake --install build/release --prefix "$(PREFIX)" --strip

deps: ## install the packages that building and running needs, if any is missing
	@$(call want,$(DEPS))

test-deps: ## install the packages that testing and checking needs, unpack the mail servers
	@$(call want,$(TEST_DEPS))
	@for build in dev release; do for package in $(UNPACKED); do \
	  tests/jobs/unpack build/$$build $$package || exit 1; done; done

fuzz-deps: ## install the packages that fuzzing needs, if any is missing
	@$(call want,$(FUZZ_DEPS))

accept: dev ## take what the transcripts say now as right; then read git diff
	@for t in $(TRANSCRIPTS); do ACCEPT=1 tests/cli/run build/dev "$$t" || exit 1; done
	@git --no-pager diff --stat -- tests/cli

bench: release ## measure, beside what must be; PARTS=register OPTIONS=--quick
	@tests/bench/run $(OPTIONS) $(PARTS)

fuzz: deps fuzz-deps ## a minute of each fuzzer, or SECONDS=
	@cmake --preset fuzz && cmake --build --preset fuzz -j $(JOBS)
	@tests/fuzz/run build/fuzz $(SECONDS)

format: ## lay the code out
	@$(SOURCES) | xargs -0 clang-format$(LLVM) -i

format-check:
	@$(SOURCES) | xargs -0 clang-format$(LLVM) --dry-run --Werror

tidy: dev ## lint what changed since MK_TIDY_BASE (what origin has, else the last commit)
	@$(CHANGED) | { grep -zE '\.cpp$$' || true; } | $(TIDY)

tidy-all: dev
	@$(SOURCES) | grep -zE '\.cpp$$' | $(TIDY)

layers:
	@tests/layers && tests/ranking

manual: dev
	@tests/manual build/dev

catalogue: ## gather the sentences, and tell which lack their Polish
	@tests/catalogue lib/po/mk.pot

catalogue-check:
	@tests/catalogue

clean: ## remove what was built
	@rm -rf build

help: ## this
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' Makefile | expand -t 12

SOURCES = find cmd jobs lib tests -name '*.?pp' -print0 | sort -z
TIDY = xargs -0 -r -n1 -P$(JOBS) clang-tidy$(LLVM) -p build/dev --quiet \
  --extra-arg=-Wno-unknown-warning-option
CHANGED = base=$${MK_TIDY_BASE:-$$(git merge-base HEAD origin/HEAD 2>/dev/null || echo HEAD)}; \
  { git diff -z --name-only --diff-filter=d "$$base" -- cmd jobs lib tests; \
    git ls-files -z -o --exclude-standard -- cmd jobs lib tests; }

# $(call want,PACKAGES): installs those that are not there yet, as root or through sudo.
define want
missing=(); \
for package in $(1); do \
  [[ $$(dpkg-query -W -f='$${db:Status-Status}' "$$package" 2>/dev/null) == installed ]] || \
    missing+=("$$package"); \
done; \
if (($${#missing[@]})); then \
  echo "installing from Debian: $${missing[*]}"; \
  as_root=(); ((UID)) && as_root=(sudo); \
  "$${as_root[@]}" apt-get update -qq && \
  "$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 \
    --no-install-recommends "$${missing[@]}" >/dev/null || \
    { echo "could not install: $${missing[*]}" >&2; exit 1; }; \
fi
endef
