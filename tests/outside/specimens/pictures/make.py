"""Makes the pictures of this folder, once: python3 make.py (needs Pillow)."""

from PIL import Image, ImageDraw

def gradient(mode, size):
    picture = Image.new("RGB", size)
    picture.putdata([(x * 255 // size[0], y * 255 // size[1], 96) for y in range(size[1]) for x in range(size[0])])
    return picture.convert(mode)

gradient("L", (32, 16)).save("grey.jpg", quality=60, dpi=(72, 72))
gradient("RGB", (32, 16)).save("progressive.jpg", quality=60, progressive=True, dpi=(300, 300))
gradient("CMYK", (32, 16)).save("press.jpg", quality=60)

# As a telephone writes it: held upright, with the place where it was taken.
exif = Image.Exif()
exif[0x0112] = 6
exif[0x010F] = "SECRET CAMERA"
exif.get_ifd(0x8825)[1] = "N"
gradient("RGB", (32, 16)).save("telephone.jpg", quality=60, exif=exif, comment=b"SECRET COMMENT", icc_profile=b"SECRET PROFILE")

# Half transparent, with nothing around.
seal = Image.new("RGBA", (48, 48))
ImageDraw.Draw(seal).ellipse([4, 4, 44, 44], fill=(200, 0, 0, 128))
seal.save("seal.png", optimize=True)
