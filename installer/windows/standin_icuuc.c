/* Stand-in for the icuuc.dll of Windows 10, which wine 8 lacks. For the check only: it never goes into a bundle.
 * Qt asks it for converters; every converter fails to open, and Qt falls back to its own. */
typedef int Code;
typedef void Converter;
enum { FILE_ACCESS_ERROR = 4, UNSUPPORTED_ERROR = 16 };
#define OUT __declspec(dllexport)
OUT Converter *ucnv_open(const char *name, Code *code) { if (code) *code = FILE_ACCESS_ERROR; return 0; }
OUT void ucnv_close(Converter *self) {}
OUT void ucnv_reset(Converter *self) {}
OUT signed char ucnv_getMaxCharSize(const Converter *self) { return 4; }
OUT const char *ucnv_getName(const Converter *self, Code *code) { if (code) *code = FILE_ACCESS_ERROR; return 0; }
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
OUT void ucnv_getToUCallBack(const Converter *self, void **action, const void **context) {
    if (action) *action = 0;
    if (context) *context = 0;
}
OUT void ucnv_getFromUCallBack(const Converter *self, void **action, const void **context) {
    if (action) *action = 0;
    if (context) *context = 0;
}
OUT void ucnv_setToUCallBack(Converter *self, void *action, const void *context, void **old, const void **before, Code *code) {
    if (code) *code = UNSUPPORTED_ERROR;
}
OUT void ucnv_setFromUCallBack(Converter *self, void *action, const void *context, void **old, const void **before, Code *code) {
    if (code) *code = UNSUPPORTED_ERROR;
}
OUT void ucnv_cbToUWriteUChars(void *arguments, const unsigned short *text, int length, int offset, Code *code) {
    if (code) *code = UNSUPPORTED_ERROR;
}
OUT void ucnv_cbFromUWriteUChars(void *arguments, const unsigned short **text, const unsigned short *limit, int offset, Code *code) {
    if (code) *code = UNSUPPORTED_ERROR;
}
OUT void ucnv_fromUnicode(Converter *self, char **target, const char *limit, const unsigned short **text,
                          const unsigned short *end, int *offsets, signed char flush, Code *code) {
    if (code) *code = UNSUPPORTED_ERROR;
}
OUT void ucnv_toUnicode(Converter *self, unsigned short **target, const unsigned short *limit, const char **text,
                        const char *end, int *offsets, signed char flush, Code *code) {
    if (code) *code = UNSUPPORTED_ERROR;
}
OUT int ucnv_toUCountPending(const Converter *self, Code *code) { return 0; }
OUT int ucnv_fromUCountPending(const Converter *self, Code *code) { return 0; }
OUT const char *ucnv_getStandardName(const char *name, const char *standard, Code *code) {
    if (code) *code = FILE_ACCESS_ERROR;
    return 0;
}
OUT const char *ucnv_getAvailableName(int number) { return 0; }
OUT int ucnv_countAvailable(void) { return 0; }
int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved) { return 1; }
