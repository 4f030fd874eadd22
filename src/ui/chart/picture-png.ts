import type { PictureImage } from './draw'

/** Dots a point: sharp when it is printed. */
const density = 2

/** A drawing as a picture that Word, WPS and chat programs take. */
export const pngOf = async ({ svg, width, height }: PictureImage): Promise<Blob> => {
  const image = new Image(width * density, height * density)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = new OffscreenCanvas(width * density, height * density)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('There is no canvas to draw on.')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/png' })
}
