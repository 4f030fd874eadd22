import type { KeyboardEvent } from 'react'
import { editedSince } from '../../../domain/edited-since'
import { toneOf } from '../../../domain/lifecycle'
import { needLifecycle } from '../../../domain/lifecycles/needs'
import { type NeedCard, stageOf } from '../../../domain/need-stages'

interface NeedCardViewProps {
  readonly card: NeedCard
  readonly organization: string
  readonly isCurrent: boolean
  readonly onFocus: () => void
  readonly onDrag: (card: NeedCard | undefined) => void
  readonly onOpen: () => void
  readonly onNext: () => void
}

/** A need on the board. It is a button that opens the record; the space bar takes its next step. */
export const NeedCardView = (props: NeedCardViewProps) => {
  const { card, organization, isCurrent, onFocus, onDrag, onOpen, onNext } = props
  const isClosed = stageOf(card.state) === '地方汇资源'
  // Those about the limit say it already.
  const saysLimit = card.flags.some(({ label }) => label !== editedSince.label)
  const press = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return
    event.preventDefault()
    onNext()
  }
  return (
    <button
      type="button"
      className="need-card"
      data-card={card.id}
      tabIndex={isCurrent ? 0 : -1}
      draggable
      onFocus={onFocus}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', card.code)
        onDrag(card)
      }}
      onDragEnd={() => onDrag(undefined)}
      onKeyDown={press}
      // A button is clicked on the release of the space bar.
      onKeyUp={(event) => {
        if (event.key === ' ') event.preventDefault()
      }}
      onClick={onOpen}
    >
      <strong title={card.title}>{card.title}</strong>
      <span className="soft" title={organization}>
        {organization}
      </span>
      <span className="need-card-foot">
        <span className={`tag ${toneOf(needLifecycle, card.state)}`}>{card.state}</span>
        {card.days !== undefined && (
          <span className="soft">{`${String(card.days)} 天${isClosed ? '前' : ''}`}</span>
        )}
        {card.flags.map(({ label, tone, why }) => (
          <span key={label} className={`tag ${tone}`} title={why}>
            {label}
          </span>
        ))}
        {card.dueDate !== undefined && !saysLimit && !isClosed && (
          <span className="soft">{`限 ${card.dueDate.slice(5)}`}</span>
        )}
      </span>
    </button>
  )
}
