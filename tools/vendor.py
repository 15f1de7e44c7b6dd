"""Copy what the browser needs from node_modules to static/vendor/, with no bundler in between.

static/vendor/<package>/…     ES modules, each package with its licence
static/vendor/fonts.css       the faces of Be Vietnam Pro; its files lie in fonts/
static/vendor/icons.svg       one sprite with the icons named in tools/icons.txt
static/vendor/importmap.json  {"imports": {bare specifier: path under /static/vendor/}}
"""

import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

# What our own modules may import, and the file that answers. A specifier not named here is itself a path.
MODULES = {
    "htm": "htm/dist/htm.module.js",
    "idb": "idb/build/index.js",
    "perfect-freehand": "perfect-freehand/dist/esm/index.mjs",
    "preact": "preact/dist/preact.mjs",
    "preact/hooks": "preact/hooks/dist/hooks.mjs",
    "socket.io-client": "socket.io-client/dist/socket.io.esm.min.js",
    "@noble/ciphers/aes.js": "@noble/ciphers/aes.js",
    "@noble/ciphers/utils.js": "@noble/ciphers/utils.js",
    "@noble/curves/ed25519.js": "@noble/curves/ed25519.js",
    "@noble/hashes/hkdf.js": "@noble/hashes/hkdf.js",
    "@noble/hashes/sha2.js": "@noble/hashes/sha2.js",
    "@noble/hashes/utils.js": "@noble/hashes/utils.js",
}
IMPORT = re.compile(
    r"""((?:^|[;}])\s*(?:import|(?:import|export)\b[\w$*{},\s]*?\bfrom)\s*["'])([^"']+)""", re.MULTILINE
)

FONT = "@fontsource/be-vietnam-pro"
FACES = ("400", "400-italic", "500", "600", "700")
WOFF = re.compile(r", url\([^)]*\.woff\) format\('woff'\)")

SPRITE = '<svg xmlns="http://www.w3.org/2000/svg">'
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
)


def main() -> None:
    """Build beside the old folder and swap, so that a running server never sees half of it."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    imports = copy_modules(fresh)
    copy_fonts(fresh)
    draw_icons(fresh)
    (fresh / "importmap.json").write_text(json.dumps({"imports": imports}, indent=2, sort_keys=True) + "\n")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def copy_modules(target: Path) -> dict[str, str]:
    """Copy every module that can be reached; return the import map that finds each."""
    imports: dict[str, str] = {}
    waiting = list(MODULES)
    while waiting:
        specifier = waiting.pop()
        if specifier in imports:
            continue
        source = MODULES.get(specifier, specifier)
        text, found = with_bare_imports((PACKAGES / source).read_text(), source)
        # Not every web server knows that .mjs is JavaScript.
        name = re.sub(r"\.mjs$", ".js", source)
        write(target / name, text)
        copy_licence(package_of(source), target)
        imports[specifier] = f"/static/vendor/{name}"
        waiting += found
    return imports


def with_bare_imports(text: str, source: str) -> tuple[str, list[str]]:
    """Turn the relative imports of a module into bare ones; return the new text and all it imports.

    Our URLs carry a hash of each file's content, so a relative import would miss it, and one module
    imported from two places would be loaded twice.
    """
    found: list[str] = []

    def bare(match: re.Match[str]) -> str:
        specifier = match[2]
        if specifier.startswith("."):
            specifier = str((PACKAGES / source).parent.joinpath(specifier).resolve().relative_to(PACKAGES))
        found.append(specifier)
        return match[1] + specifier

    return IMPORT.sub(bare, text), found


def package_of(source: str) -> str:
    return "/".join(source.split("/")[: 2 if source.startswith("@") else 1])


def copy_licence(package: str, target: Path) -> None:
    for licence in (PACKAGES / package).glob("LICENSE*"):
        write(target / package / licence.name, licence.read_text())


def copy_fonts(target: Path) -> None:
    sheets = [(PACKAGES / FONT / f"{face}.css").read_text() for face in FACES]
    css = WOFF.sub("", "\n".join(sheets)).replace("./files/", "fonts/")
    for name in re.findall(r"url\(fonts/([^)]+)\)", css):
        write(target / "fonts" / name, (PACKAGES / FONT / "files" / name).read_bytes())
    write(target / "fonts" / "LICENSE", (PACKAGES / FONT / "LICENSE").read_text())
    write(target / "fonts.css", css)


def draw_icons(target: Path) -> None:
    names = sorted(set((ROOT / "tools" / "icons.txt").read_text().split()))
    drawings = {name: PACKAGES / "lucide-static" / "icons" / f"{name}.svg" for name in names}
    if unknown := [name for name, path in drawings.items() if not path.exists()]:
        sys.exit(f"tools/icons.txt: node_modules/lucide-static/icons has no {', '.join(unknown)}")
    symbols = [SYMBOL.format(name=name, shapes=shapes(path.read_text())) for name, path in drawings.items()]
    write(target / "icons.svg", "\n".join([SPRITE, *symbols, "</svg>\n"]))
    copy_licence("lucide-static", target)


def shapes(svg: str) -> str:
    inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    return " ".join(inner.split())


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


if __name__ == "__main__":
    main()
