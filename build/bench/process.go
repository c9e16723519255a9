package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"
)

// usage is what one process took.
type usage struct {
	wall time.Duration
	cpu  time.Duration
	peak int64 // bytes of memory at most
	out  []byte
}

// start runs a program to its end. What it prints is part of an error.
func start(ctx context.Context, dir, program string, args ...string) (usage, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	begin := time.Now()
	if err := cmd.Run(); err != nil {
		return usage{}, fmt.Errorf("%s %v: %w\n%s%s", program, args, err, out.Bytes(), errs.Bytes())
	}
	u := usage{wall: time.Since(begin), out: out.Bytes()}
	u.cpu = cmd.ProcessState.SystemTime() + cmd.ProcessState.UserTime()
	u.peak = peak(cmd.ProcessState)
	return u, nil
}

// median returns the usage in the middle by wall time, with the median peak.
func median(list []usage) usage {
	slices.SortFunc(list, func(a, b usage) int { return int(a.peak - b.peak) })
	m := list[len(list)/2].peak
	slices.SortFunc(list, func(a, b usage) int { return int(a.wall - b.wall) })
	u := list[len(list)/2]
	u.peak = m
	return u
}

// memoryDir returns a new folder, in memory where the system has such a place:
// creating ten thousand folders on a disk measures the disk.
func memoryDir() (dir string, onDisk bool, err error) {
	if dir, err = os.MkdirTemp("/dev/shm", "pagewright-bench-"); err == nil {
		return dir, false, nil
	}
	dir, err = os.MkdirTemp("", "pagewright-bench-")
	return dir, true, err
}

func (u usage) String() string {
	return fmt.Sprintf("%8.2f s wall %8.2f s cpu %6d MB", u.wall.Seconds(), u.cpu.Seconds(), u.peak>>20)
}
