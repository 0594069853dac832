import { useMemo, useState } from 'react';
import { describeSettings } from '../../../shared/config/describe-settings.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useOverlays } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { LastChange } from './LastChange.tsx';
import { SettingRow } from './SettingRow.tsx';

/** Every setting in a form that is made from their one schema. */
export function SettingsDialog() {
  const isOpen = useOverlays((state) => state.isSettingsOpen);
  return (
    <Dialog
      title="Settings"
      description="Every setting of BitFlow. A change applies when the field is left or Enter is pressed."
      isOpen={isOpen}
      onOpenChange={(isSettingsOpen) => useOverlays.setState({ isSettingsOpen, settingsSection: null })}
      width="w-[760px]"
    >
      <Form />
      <LastChange />
    </Dialog>
  );
}

function Form() {
  const settings = useWorkspace((state) => state.settings);
  const sections = useMemo(() => describeSettings(), []);
  const asked = useOverlays((state) => state.settingsSection);
  const [sectionName, setSectionName] = useState<string>(asked ?? sections[0].name);
  const [search, setSearch] = useState('');
  if (settings === null) return <EmptyState title="No settings yet">They come with the engine.</EmptyState>;
  const wanted = search.trim().toLowerCase();
  const shown =
    wanted === ''
      ? sections.filter((section) => section.name === sectionName)
      : sections
          .map((section) => ({
            ...section,
            fields: section.fields.filter(({ meta, path }) => `${meta.title} ${meta.help} ${path}`.toLowerCase().includes(wanted)),
          }))
          .filter((section) => section.fields.length > 0);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[170px_1fr]">
      <nav aria-label="Sections" className="overflow-auto border-line border-r p-2">
        <input
          // The dialog is opened to look for something.
          autoFocus
          type="search"
          aria-label="Search settings"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="mb-2 w-full rounded-[5px] border border-line bg-bg px-2 py-1 placeholder:text-faint"
        />
        {sections.map((section) => (
          <button
            key={section.name}
            type="button"
            aria-current={wanted === '' && section.name === sectionName}
            onClick={() => {
              setSearch('');
              setSectionName(section.name);
            }}
            className={`block w-full rounded-[5px] px-2 py-1 text-left ${wanted === '' && section.name === sectionName ? 'bg-raised font-semibold' : 'text-muted hover:text-text'}`}
          >
            {section.title}
          </button>
        ))}
      </nav>
      <div className="h-[58vh] overflow-auto px-5 py-3" role="group" aria-label="Settings of this section" tabIndex={0}>
        {shown.length === 0 ? (
          <EmptyState title={`Nothing is called “${search}”`}>Try another word, such as stop, fee or theme.</EmptyState>
        ) : null}
        {shown.map((section) => (
          <section key={section.name} aria-label={section.title} className="mb-4">
            <h3 className="font-semibold text-base">{section.title}</h3>
            <p className="mb-1 text-muted">{section.help}</p>
            {section.fields.map((field) => {
              const values = settings[field.section] as Readonly<Record<string, number | string | boolean>>;
              return <SettingRow key={field.path} field={field} value={values[field.name]} />;
            })}
          </section>
        ))}
      </div>
    </div>
  );
}
