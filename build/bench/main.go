// Command bench measures Pagewright beside Hugo on one machine in one run, and
// prints the ratios. `make bench` runs it. It writes a site of realistic posts
// for each, with themes that make equal pages, to memory where there is a
// /dev/shm, and runs both as child processes in turn.
//
//	go run ./build/bench [-posts 10000] [-runs 3] [-only build,cold,warm,publish]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) > 1 && os.Args[1] == "child" {
		exit(child(ctx, os.Args[2:]))
	}
	b := &bench{}
	flag.IntVar(&b.posts, "posts", 10000, "posts of the site")
	flag.IntVar(&b.runs, "runs", 3, "runs of which the median counts")
	flag.StringVar(&b.keep, "keep", "", "folder for the sites and outputs, kept; empty: a temporary one")
	flag.StringVar(&b.program, "program", "build/bin/pagewright", "the program to measure; where it is not there, the generator in this one")
	only := flag.String("only", "build,cold,warm,publish", "what to measure")
	flag.Parse()
	b.only = strings.Split(*only, ",")
	exit(b.run(ctx))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}
