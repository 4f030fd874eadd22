import type { ReportOptions } from '../../../reports/report'
import type { OnStage } from '../report-job'

/** Where the heading stands and what goes into the rows below, as far as a person said it. */
export interface TemplateChoice {
  readonly sheet?: string
  /** From 0. */
  readonly headingRow?: number
  readonly headingRows?: number
  readonly register?: string
  /** Keys of targets by column. */
  readonly targets?: Readonly<Record<string, string>>
}

export interface TemplateColumn {
  /** From 0. */
  readonly column: number
  readonly heading: string
  readonly key: string
  readonly because: string
  /** The template has a formula here: it is kept and copied down. */
  readonly isFormula: boolean
}

/** What was found in a template. */
export interface TemplateView {
  readonly ok: true
  readonly fileName: string
  readonly sheets: readonly string[]
  readonly sheet: string
  readonly headingRow: number
  readonly headingRows: number
  /** Rows to be filled, from 0, both included. */
  readonly first: number
  readonly last: number
  /** Rows among them in which something stands that will be replaced. */
  readonly examples: number
  readonly register: string
  readonly columns: readonly TemplateColumn[]
  readonly targets: readonly { readonly key: string; readonly label: string }[]
  /** Single cells that will be filled, and placeholders that nobody knows. */
  readonly singles: readonly string[]
  readonly unknown: readonly string[]
  /** Other places with the same heading, in words; they are not filled. */
  readonly twins: readonly string[]
}

export interface TemplateFault {
  readonly ok: false
  readonly message: string
  readonly advice: string
}

export interface NewTemplate extends Required<TemplateChoice> {
  readonly name: string
  readonly fileName: string
  readonly bytes: Uint8Array
}

export interface SavedTemplate extends Required<TemplateChoice> {
  readonly name: string
  readonly fileName: string
  /** SHA-256 of the file. */
  readonly hash: string
  /** Bytes of the file. */
  readonly size: number
}

export type FilledTemplate =
  | {
      readonly ok: true
      readonly bytes: Uint8Array
      readonly fileName: string
      readonly records: number
      /** Records of the period that do not count, such as services not yet audited. */
      readonly leftOut: number
      /** Columns with contents that the drop-down of the template does not offer. */
      readonly unlisted: readonly Unlisted[]
    }
  | TemplateFault

export interface Unlisted {
  readonly heading: string
  readonly texts: readonly string[]
}

/** The superior's own templates: understood once, filled for every period. */
export interface TemplateJob {
  readonly openTemplate: (
    bytes: Uint8Array,
    fileName: string,
    choice: TemplateChoice,
  ) => Promise<TemplateView | TemplateFault>
  readonly saveTemplate: (template: NewTemplate) => Promise<{ readonly ok: true } | TemplateFault>
  readonly templates: () => Promise<readonly SavedTemplate[]>
  readonly renameTemplate: (name: string, to: string) => Promise<{ readonly ok: true } | TemplateFault>
  readonly dropTemplate: (name: string) => Promise<void>
  readonly fillTemplate: (name: string, options: ReportOptions, onStage?: OnStage) => Promise<FilledTemplate>
}
