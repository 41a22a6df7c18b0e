"""What building and testing cost."""
import os
import time

from measuring import RELEASE, ROOT, processor_seconds, run

UNCACHED = {**os.environ, "CCACHE_DISABLE": "1"}


def changing(bench):
    """What a one-line change in a noun's file costs."""
    file = ROOT / "cmd/facility.cpp"
    before, stamp = file.read_bytes(), file.stat()
    run("cmake", "--build", RELEASE)
    try:
        file.write_bytes(before + b"// one line more\n")
        seconds = processor_seconds("cmake", "--build", RELEASE, env=UNCACHED)
    finally:
        file.write_bytes(before)
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    bench.bound("one line more in cmd/facility.cpp, processor seconds", seconds, 8, "{:.1f}")


def all_of_it(bench):
    """What the whole release build costs, for every 40 files."""
    build = bench.scratch / "build"
    run("cmake", "-S", ROOT, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
        "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON")
    files = (build / "compile_commands.json").read_text().count('"file":')
    seconds = processor_seconds("cmake", "--build", build, "-j2", env=UNCACHED)
    bench.bound(f"release build of {files} files, processor seconds per 40", seconds / files * 40,
                120, "{:.0f}")


def testing(bench):
    """How long the tests take once all is built."""
    began = time.monotonic()
    run("make", "test", cwd=ROOT)
    bench.bound("make test after the build, seconds", time.monotonic() - began, 90, "{:.0f}")


def measure(bench):
    changing(bench)
    if not bench.quick:
        all_of_it(bench)
        testing(bench)
