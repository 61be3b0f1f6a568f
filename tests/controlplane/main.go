// Command controlplane is etcd and the Kubernetes control plane in one binary, so that one link
// step serves all of them. The name it is called by picks the program; the tests link it under the
// names that KUBEBUILDER_ASSETS uses.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	_ "time/tzdata" // CronJob's timeZone must be known on machines without zone files.

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

func main() {
	// The pipe closes when whoever holds its other end dies, however it dies.
	if os.Getenv("CONTROLPLANE_END_WITH_STDIN") != "" {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			os.Exit(1)
		}()
	}
	kubernetes := map[string]func() *cobra.Command{
		"kube-apiserver":          apiserver.NewAPIServerCommand,
		"kube-controller-manager": controllermanager.NewControllerManagerCommand,
		"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
	}
	name := filepath.Base(os.Args[0])
	if command, known := kubernetes[name]; known {
		os.Exit(cli.Run(command()))
	}
	if name == "etcd" {
		etcdmain.Main(os.Args)
		return
	}
	fmt.Fprintf(os.Stderr, "%s: call it by the name etcd, kube-apiserver, kube-controller-manager or kube-scheduler\n", name)
	os.Exit(2)
}
