// Reads a diagnostic result from standard input as reviewdog does, and prints the number of its diagnostics.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/reviewdog/reviewdog/proto/rdf"
	"google.golang.org/protobuf/encoding/protojson"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	var result rdf.DiagnosticResult
	if err == nil {
		err = protojson.Unmarshal(text, &result)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(len(result.Diagnostics))
}
