import type { Values } from '../domain/field'
import type { Origin } from '../domain/register'
import { create } from 'zustand'
import type { Filter, ListQuery } from '../storage/store'
import { rememberedSettings } from './remembered-settings'

/** Where the window is. */
export type Place =
  | { readonly page: 'home' }
  | {
      readonly page: 'register'
      readonly register: string
      readonly filters?: readonly Filter[]
      readonly search?: string
      /** Another way of looking at its records than the list. */
      readonly view?: 'board'
    }
  /** `among`: the list one came from, in whose order 上一条 and 下一条 go. */
  | { readonly page: 'record'; readonly register: string; readonly id: string; readonly among?: ListQuery }
  /** `pasted`: a block of cells that was pasted, into the list of a register where it was. */
  | { readonly page: 'import'; readonly pasted?: { readonly register?: string; readonly text: string } }
  | { readonly page: 'reports' }
  | { readonly page: 'gather' }
  | { readonly page: 'backup' }
  | { readonly page: 'quality' }
  | { readonly page: 'clean' }
  | { readonly page: 'exports' }
  | { readonly page: 'history' }
  | { readonly page: 'trash' }
  | { readonly page: 'settings' }
  | { readonly page: 'help'; readonly topic: string }

export type PlaceOf<P extends Place['page']> = Extract<Place, { readonly page: P }>

/** A form that lies over the page. */
export type OpenForm =
  | {
      readonly kind: 'new'
      readonly register: string
      readonly initial?: Values
      readonly origin?: Origin | undefined
    }
  /** `field`: where the form opens. */
  | { readonly kind: 'edit'; readonly register: string; readonly id: string; readonly field?: string }

interface Navigation {
  readonly place: Place
  readonly before: readonly Place[]
  readonly form: OpenForm | undefined
  /** Code of 当前地区; undefined is 全市. */
  readonly district: string | undefined
  readonly go: (place: Place) => void
  /** Goes on without leaving a trace: 返回 leads to where one was before. */
  readonly replace: (place: Place) => void
  readonly back: () => void
  readonly openForm: (form: OpenForm) => void
  readonly closeForm: () => void
  readonly setDistrict: (district: string | undefined) => void
}

const mostRemembered = 50

export const useNavigation = create<Navigation>((set) => ({
  place: { page: 'home' },
  before: [],
  form: undefined,
  district: rememberedSettings()?.homeDistrict,
  go: (place) => set((now) => ({ place, before: [...now.before, now.place].slice(-mostRemembered) })),
  replace: (place) => set({ place }),
  back: () =>
    set(({ before }) => ({ place: before.at(-1) ?? { page: 'home' }, before: before.slice(0, -1) })),
  openForm: (form) => set({ form }),
  closeForm: () => set({ form: undefined }),
  setDistrict: (district) => set({ district }),
}))
