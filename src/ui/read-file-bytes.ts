type Bytes =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly message: string; readonly advice: string }

/** Reads a file that was dropped or pasted, or a part of it; what the browser refuses is said in words. */
export const readFileBytes = async (file: File, part: Blob = file): Promise<Bytes> => {
  try {
    return { ok: true, bytes: new Uint8Array(await part.arrayBuffer()) }
  } catch (error) {
    // The browser refuses folders and files that vanished or are locked with an error of its own.
    if (!(error instanceof DOMException)) throw error
    return {
      ok: false,
      message: `“${file.name}”读不出来，可能是文件夹，或文件已被移走、占用。`,
      advice: '请关闭正在使用它的程序，或用按钮选择文件再试。',
    }
  }
}
