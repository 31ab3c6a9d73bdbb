/* Stand-in for the bcryptprimitives.dll of Windows 10, which wine 8 lacks: random bytes from the system's older door.
 * For the check only: it never goes into a bundle. */
unsigned char __stdcall SystemFunction036(void *buffer, unsigned long size);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *buffer, unsigned long long size) {
    while (size) {
        unsigned long part = size > 0x10000000ull ? 0x10000000ul : (unsigned long)size;
        if (!SystemFunction036(buffer, part)) return 0;
        buffer += part;
        size -= part;
    }
    return 1;
}
int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved) { return 1; }
