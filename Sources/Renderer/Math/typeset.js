// What stands between the renderer and KaTeX, in the JavaScript that Duktape knows (ECMAScript 5).

// KaTeX fills the rows of matrices with it.
if (!Array.prototype.fill) {
    Object.defineProperty(Array.prototype, "fill", {
        value: function (value, start, end) {
            var last = end === undefined ? this.length : end;
            for (var index = start || 0; index < last; index += 1) { this[index] = value; }
            return this;
        }
    });
}

// A "%" without a line break behind it would swallow the rest of the formula in silence.
function labbookStrictness(code) { return code === "commentAtEnd" ? "error" : "ignore"; }

// KaTeX puts elements into <mi> and <mo>, which hold only text, and gives cells a width by an attribute that MathML has no longer.
function labbookValid(html) {
    var open = [];
    return html.replace(/<(\/?)(mi|mo)((?: [^>]*)?)>(?=(<\/|<|))/g, function (tag, slash, name, attributes, next) {
        if (slash) { return "</" + open.pop() + ">"; }
        open.push(next === "<" ? "mrow" : name);
        return next === "<" ? "<mrow>" : tag;
    }).replace(/<mtd width="([^"]*)">/g, '<mtd style="width:$1">');
}

// A formula as JSON: its HTML, or what is wrong and where (in units of UTF-16; -1 where that is unknown).
function labbookTypeset(tex, style) {
    try {
        return JSON.stringify({
            html: labbookValid(katex.renderToString(tex, {
                displayMode: style === "display", output: "htmlAndMathml", throwOnError: true, trust: false,
                strict: labbookStrictness, maxSize: 100
            }))
        });
    } catch (error) {
        return JSON.stringify(labbookFault(tex, error));
    }
}

// KaTeX's message is "KaTeX parse error: WORDS at position N: CONTEXT". Where the context isn't that of the formula, the place is one
// in a macro's own text.
function labbookFault(tex, error) {
    var message = String(error.message).replace(/^KaTeX parse error: /, "");
    var place = typeof error.position === "number" ? error.position : -1;
    var match = /^([\s\S]*?) at (?:position \d+|end of input): ([\s\S]*)$/.exec(message);
    if (match) {
        var before = place > 15 ? "…" + tex.slice(place - 15, place) : tex.slice(0, place);
        var there = place < tex.length ? tex.charAt(place) + "\u0332" : "";
        if (match[2].indexOf(before + there) !== 0) { place = -1; }
        message = match[1];
    }
    return {fault: error instanceof RangeError ? "too deep" : message, place: place};
}

function labbookVersion() { return katex.version; }
