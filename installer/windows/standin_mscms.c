/* Stand-in for mscms.dll, in which wine 8 ends the process when Qt asks for the profile of a screen.
 * For the check only: it never goes into a bundle. No screen has a colour profile. */
#define OUT __declspec(dllexport)
OUT int __stdcall GetColorProfileFromHandle(void *profile, unsigned char *content, unsigned *size) {
    if (size) *size = 0;
    return 0;
}
OUT int __stdcall CloseColorProfile(void *profile) { return 1; }
OUT void *__stdcall WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
OUT void *__stdcall OpenColorProfileW(void *profile, unsigned access, unsigned sharing, unsigned creation) { return 0; }
int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved) { return 1; }
