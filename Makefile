# The commands of the project. Each installs what it lacks and says so in one
# line; build/provision.sh knows how.
#
#   make run      build everything and open the editor on a starter site
#   make test     everything that proves it works
#   make check    the fast part of it: format, lint, layering, unit tests
#   make bench    figures, side by side with Hugo (FLAGS="-posts 1000 -runs 1" is quick)
#   make package  what people download, into build/out (TWICE=1 makes it twice and compares)
#   make build    the programs, into build/bin
#   make fmt      format Go and TypeScript

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check bench package build fmt clean

help:
	@sed -n 's/^#   //p' Makefile

run:
	@build/run.sh

test:
	@build/test.sh

check:
	@build/check.sh

bench:
	@build/bench.sh $(FLAGS)

package:
	@build/package.sh

build:
	@build/build.sh cli desktop

fmt:
	@build/fmt.sh

# Everything that a command made, but not the site that `make run` opened.
clean:
	rm -rf build/bin build/out build/screens .tools frontend/node_modules
	find frontend/dist -mindepth 1 ! -name .gitkeep -delete
