// Package live reads an AWS account through its API, into the model of package
// account. It asks only for what is needed, never takes a refused or missing
// answer for a good one, and sends nothing that changes anything.
//
// A service is one file: its collectors say which kinds they read, with which
// operations, and put the answers into things of the model. How an answer that
// did not come is told from one that says "there is none" is in classify.go;
// nothing else decides that.
package live
