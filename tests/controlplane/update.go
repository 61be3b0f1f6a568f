//go:build ignore

// Command update rewrites one module file of the control plane for a release of Kubernetes:
//
//	go run update.go 1.37.1 go.mod
//
// Kubernetes is published without the replace lines of its own tree, so each staging module
// (k8s.io/api 0.37.1 for Kubernetes 1.37.1, and so on) is pinned here by a line of our own.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

type upstream struct {
	Go        string
	Toolchain string // of .go-version: what the release is built with
	Godebug   []struct{ Key, Value string }
	Require   []struct{ Path, Version string }
	Replace   []struct {
		Old struct{ Path string }
		New struct{ Path string }
	}
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: go run update.go RELEASE MODFILE, for example 1.37.1 go.mod")
	}
	release, file := os.Args[1], os.Args[2]
	if err := os.WriteFile(file, []byte(modfile(release, read(release))), 0o644); err != nil {
		log.Fatal(err)
	}
	run("go", "mod", "tidy", "-modfile="+file)
}

func read(release string) upstream {
	var module struct{ GoMod, Dir string }
	decode(run("go", "mod", "download", "-json", "k8s.io/kubernetes@v"+release), &module)
	var kubernetes upstream
	decode(run("go", "mod", "edit", "-json", module.GoMod), &kubernetes)
	version, err := os.ReadFile(filepath.Join(module.Dir, ".go-version"))
	if err != nil {
		log.Fatal(err)
	}
	kubernetes.Toolchain = "go" + strings.TrimSpace(string(version))
	return kubernetes
}

func modfile(release string, kubernetes upstream) string {
	staging := "v" + strings.Replace(release, "1.", "0.", 1)
	var out strings.Builder
	fmt.Fprintf(&out, "module drydock/tests/controlplane\n\ngo %s\n\ntoolchain %s\n\n", kubernetes.Go, kubernetes.Toolchain)
	for _, setting := range kubernetes.Godebug {
		fmt.Fprintf(&out, "godebug %s=%s\n\n", setting.Key, setting.Value)
	}
	fmt.Fprintf(&out, "require (\n\tk8s.io/kubernetes v%s\n", release)
	for _, module := range kubernetes.Require {
		if module.Path == "go.etcd.io/etcd/server/v3" {
			fmt.Fprintf(&out, "\t%s %s\n", module.Path, module.Version)
		}
	}
	out.WriteString(")\n\nreplace (\n")
	for _, module := range kubernetes.Replace {
		if !strings.HasPrefix(module.New.Path, "./staging/") {
			log.Fatalf("%s is replaced by %s, which is not a staging module", module.Old.Path, module.New.Path)
		}
		fmt.Fprintf(&out, "\t%s => %s %s\n", module.Old.Path, module.Old.Path, staging)
	}
	out.WriteString(")\n")
	return out.String()
}

func decode(text []byte, into any) {
	if err := json.Unmarshal(text, into); err != nil {
		log.Fatal(err)
	}
}

func run(name string, args ...string) []byte {
	command := exec.Command(name, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		log.Fatalf("%s: %v", command, err)
	}
	return out
}
