#!/bin/bash
# Makes dist/Constellation-VERSION.dmg of build/frozen/Constellation.app; run on macOS, after
# `python packaging/build.py icons freeze licences`.
#
# With CODESIGN_IDENTITY (a "Developer ID Application" of the keychain) all of it is signed; with
# NOTARY_PROFILE (kept by `xcrun notarytool store-credentials`) it is notarised and stapled, too.
set -eu
cd "$(dirname "$0")/../.."
app=build/frozen/Constellation.app
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' constellation_gui/__init__.py)
image=dist/Constellation-$version.dmg

mkdir -p "$app/Contents/Resources" dist
rm -rf "$app/Contents/Resources/licences"
cp -R build/frozen/constellation-gui/licences "$app/Contents/Resources/licences"

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    sign() {
        codesign --force --timestamp --options runtime \
            --entitlements packaging/macos/entitlements.plist --sign "$CODESIGN_IDENTITY" "$@"
    }
    # Inside out: what is sealed must not change afterwards.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
        while IFS= read -r -d '' file; do sign "$file"; done
    find "$app/Contents" -name '*.framework' -prune -print0 |
        while IFS= read -r -d '' folder; do sign "$folder"; done
    sign "$app/Contents/MacOS/constellation-db"
    sign "$app"
    codesign --verify --deep --strict "$app"
else
    # Changed after PyInstaller sealed it: without a new seal, nobody's, it would count as damaged.
    codesign --force --deep --sign - "$app"
fi

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
rm -f "$image"
hdiutil create -volname Constellation -srcfolder "$staging" -fs HFS+ -format ULMO "$image"

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$CODESIGN_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature "$image"
fi
echo "$image"
