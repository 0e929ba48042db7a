import { text } from '../text'
import { Empty } from './Empty'
import { IconSearch } from './icons'

export function NotFound() {
  return <Empty icon={IconSearch} title={text.common.gone} />
}
