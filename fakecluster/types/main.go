// Reads the Go sources of Kubernetes' API types and prints the facts the embedded cluster needs of them: JSON names,
// protobuf numbers, types, and how lists are merged. Usage, with the modules where Go keeps them:
//
//	go run . "$(go env GOMODCACHE)/k8s.io" v0.37.2 >../src/main/resources/dev/kerf/fakecluster/schema/types.txt
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
)

var packages = []string{
	"apimachinery pkg/apis/meta/v1", "api core/v1", "api apps/v1", "api batch/v1", "api policy/v1", "api scheduling/v1",
	"api scheduling/v1beta1", "api scheduling/v1alpha3", "api storage/v1", "api coordination/v1", "api events/v1",
	"api rbac/v1", "api authentication/v1", "api authorization/v1", "api autoscaling/v1", "api autoscaling/v2",
	"api networking/v1", "api discovery/v1", "api node/v1", "api resource/v1", "api admissionregistration/v1",
	"apiextensions-apiserver pkg/apis/apiextensions/v1",
}

// Types with a form of their own in JSON.
var special = map[string]string{
	"metav1.Time": "time", "Time": "time", "metav1.MicroTime": "microtime", "MicroTime": "microtime",
	"metav1.Duration": "duration", "resource.Quantity": "quantity", "intstr.IntOrString": "intstr",
	"runtime.RawExtension": "any", "metav1.FieldsV1": "any", "FieldsV1": "any", "JSONSchemaProps": "any", "JSON": "any",
	"types.UID": "string", "types.NodeName": "string", "rune": "int32",
}

type source struct {
	name  string
	types map[string]*ast.TypeSpec
	docs  map[string]string
}

func main() {
	root, version := os.Args[1], os.Args[2]
	sources := map[string]*source{}
	var order []string
	for _, each := range packages {
		words := strings.Fields(each)
		name := strings.TrimPrefix(words[1], "pkg/apis/")
		sources[name] = read(filepath.Join(root, words[0]+"@"+version, words[1]), name)
		order = append(order, name)
	}
	fmt.Println("# The fields of Kubernetes' API types (k8s.io/api, apimachinery, apiextensions-apiserver " + version + "; Apache-2.0).")
	fmt.Println("# Made by fakecluster/types; do not edit. NAME, then: json-name protobuf-number type [inline] [merge=KEY] [ptr] [list=TYPE] [keys=K,K] [atomic]")
	for _, name := range order {
		sources[name].print(sources)
	}
}

func read(dir, name string) *source {
	s := &source{name, map[string]*ast.TypeSpec{}, map[string]string{}}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		panic(dir)
	}
	for _, file := range files {
		base := filepath.Base(file)
		if strings.HasPrefix(base, "zz_") || strings.Contains(base, "generated") || strings.HasSuffix(base, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			panic(err)
		}
		for _, decl := range tree.Decls {
			general, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range general.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					s.types[t.Name.Name] = t
					s.docs[t.Name.Name] = general.Doc.Text() + raw(general.Doc)
				}
			}
		}
	}
	return s
}

func raw(group *ast.CommentGroup) string {
	if group == nil {
		return ""
	}
	var all strings.Builder
	for _, c := range group.List {
		all.WriteString(c.Text + "\n")
	}
	return all.String()
}

func (s *source) print(all map[string]*source) {
	var names []string
	for name, t := range s.types {
		if _, ok := t.Type.(*ast.StructType); ok && special[name] == "" && ast.IsExported(name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		body := s.types[name].Type.(*ast.StructType)
		var lines []string
		for _, field := range body.Fields.List {
			if line := s.field(field, all); line != "" {
				lines = append(lines, line)
			}
		}
		if len(lines) > 0 {
			fmt.Println(s.name + "." + name)
			for _, line := range lines {
				fmt.Println(" " + line)
			}
		}
	}
}

func (s *source) field(field *ast.Field, all map[string]*source) string {
	if field.Tag == nil {
		return ""
	}
	tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`"))
	json := strings.Split(tag.Get("json"), ",")
	embedded := len(field.Names) == 0 && json[0] == ""
	if embedded && strings.HasSuffix(typeName(field.Type), "TypeMeta") {
		return "kind 0 string\n apiVersion 0 string"
	}
	number, name := "0", json[0]
	if words := strings.Split(tag.Get("protobuf"), ","); len(words) > 1 {
		number = words[1]
	}
	kind := s.resolve(field.Type, all)
	line := ""
	if embedded {
		name = "-"
	} else if name == "" || name == "-" {
		return ""
	}
	line = name + " " + number + " " + kind
	if name == "-" {
		line += " inline"
	}
	if key := tag.Get("patchMergeKey"); key != "" {
		line += " merge=" + key
	} else if strings.Contains(tag.Get("patchStrategy"), "merge") {
		line += " merge"
	}
	if _, ok := field.Type.(*ast.StarExpr); ok {
		line += " ptr"
	}
	return line + s.markers(field, all)
}

func (s *source) markers(field *ast.Field, all map[string]*source) string {
	text := raw(field.Doc) + "\n" + s.docOf(field.Type, all)
	out, keys := "", []string{}
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "/ "))
		switch {
		case strings.HasPrefix(line, "+listType="):
			out = " list=" + strings.Trim(line[len("+listType="):], "\" ")
		case strings.HasPrefix(line, "+listMapKey="):
			keys = append(keys, strings.Trim(line[len("+listMapKey="):], "\" "))
		case line == "+structType=atomic" || line == "+mapType=atomic":
			out = " atomic"
		}
	}
	if len(keys) > 0 {
		out += " keys=" + strings.Join(keys, ",")
	}
	return out
}

func (s *source) docOf(expr ast.Expr, all map[string]*source) string {
	if star, ok := expr.(*ast.StarExpr); ok {
		return s.docOf(star.X, all)
	}
	switch t := expr.(type) {
	case *ast.Ident:
		return onlyAtomic(s.docs[t.Name])
	case *ast.SelectorExpr:
		if other := all[packageOf(t.X.(*ast.Ident).Name)]; other != nil {
			return onlyAtomic(other.docs[t.Sel.Name])
		}
	}
	return ""
}

func onlyAtomic(doc string) string {
	for _, line := range strings.Split(doc, "\n") {
		if strings.Contains(line, "Type=atomic") {
			return line
		}
	}
	return ""
}

func packageOf(alias string) string {
	switch alias {
	case "metav1":
		return "meta/v1"
	case "v1", "corev1", "core":
		return "core/v1"
	case "rbacv1":
		return "rbac/v1"
	}
	return alias
}

func typeName(expr ast.Expr) string {
	switch t := expr.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.StarExpr:
		return typeName(t.X)
	case *ast.SelectorExpr:
		return t.X.(*ast.Ident).Name + "." + t.Sel.Name
	}
	return ""
}

func (s *source) resolve(expr ast.Expr, all map[string]*source) string {
	if known := special[typeName(expr)]; known != "" {
		return known
	}
	switch t := expr.(type) {
	case *ast.StarExpr:
		return s.resolve(t.X, all)
	case *ast.ArrayType:
		if typeName(t.Elt) == "byte" {
			return "bytes"
		}
		return "[]" + s.resolve(t.Elt, all)
	case *ast.MapType:
		return "map:" + s.resolve(t.Value, all)
	case *ast.SelectorExpr:
		other := all[packageOf(t.X.(*ast.Ident).Name)]
		if other == nil {
			return "any"
		}
		return other.resolve(t.Sel, all)
	case *ast.Ident:
		spec := s.types[t.Name]
		if spec == nil {
			return t.Name
		}
		if _, ok := spec.Type.(*ast.StructType); ok {
			return s.name + "." + t.Name
		}
		return s.resolve(spec.Type, all)
	}
	return "any"
}
