#include <duktape.h>

// A macro, which Swift does not see: runs a script and leaves its value, or what it threw, on the stack.
static inline duk_int_t labbook_evaluate(duk_context *context, const char *script, duk_size_t length) {
    return duk_peval_lstring(context, script, length);
}
