module rdjson

go 1.23

require (
	github.com/reviewdog/reviewdog v0.20.3
	google.golang.org/protobuf v1.35.2
)
