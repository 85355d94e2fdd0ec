<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> or </source>
        <comment>between statuses</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source>%Y-%m-%d</source>
        <comment>how a day is written</comment>
        <translation>%d.%m.%Y</translation>
    </message>
    <message>
        <source>%m-%d</source>
        <comment>how a day is written without its year</comment>
        <translation>%d.%m.</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s)</source>
        <translation>
            <numerusform>%n Agent</numerusform>
            <numerusform>%n Agenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error event(s)</source>
        <translation>
            <numerusform>%n Fehlerereignis</numerusform>
            <numerusform>%n Fehlerereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed agent(s)</source>
        <translation>
            <numerusform>%n fehlgeschlagener Agent</numerusform>
            <numerusform>%n fehlgeschlagene Agenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed tool result(s)</source>
        <translation>
            <numerusform>%n fehlgeschlagener Werkzeugaufruf</numerusform>
            <numerusform>%n fehlgeschlagene Werkzeugaufrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) saved in {folder}</source>
        <translation>
            <numerusform>%n Datei in {folder} gespeichert</numerusform>
            <numerusform>%n Dateien in {folder} gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n Gruppe</numerusform>
            <numerusform>%n Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grown</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n gewachsen</numerusform>
            <numerusform>%n gewachsen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n imported</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n importiert</numerusform>
            <numerusform>%n importiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) have no readable time.</source>
        <translation>
            <numerusform>%n Nachricht hat keine lesbare Zeit.</numerusform>
            <numerusform>%n Nachrichten haben keine lesbare Zeit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more above</source>
        <translation>
            <numerusform>%n weiterer darüber</numerusform>
            <numerusform>%n weitere darüber</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s) below</source>
        <translation>
            <numerusform>%n neue Nachricht weiter unten</numerusform>
            <numerusform>%n neue Nachrichten weiter unten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new ↓</source>
        <translation>
            <numerusform>%n neue ↓</numerusform>
            <numerusform>%n neue ↓</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <comment>agents</comment>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) would be replaced, the same by the same everywhere. Pictures are not looked into; look through what you share.</source>
        <translation>
            <numerusform>%n Stelle würde ersetzt. In Bilder wird nicht gesehen; vor dem Weitergeben selbst durchsehen.</numerusform>
            <numerusform>%n Stellen würden ersetzt, Gleiches überall durch Gleiches. In Bilder wird nicht gesehen; vor dem Weitergeben selbst durchsehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s)</source>
        <translation>
            <numerusform>%n Projekt</numerusform>
            <numerusform>%n Projekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n laufend</numerusform>
            <numerusform>%n laufend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n unveränderte Zeile</numerusform>
            <numerusform>%n unveränderte Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user message(s)</source>
        <translation>
            <numerusform>%n Nutzernachricht</numerusform>
            <numerusform>%n Nutzernachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n Fassung</numerusform>
            <numerusform>%n Fassungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) and more</source>
        <translation>
            <numerusform>%n Fassung und mehr</numerusform>
            <numerusform>%n Fassungen und mehr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) by these agents</source>
        <translation>
            <numerusform>%n Fassung von diesen Agenten</numerusform>
            <numerusform>%n Fassungen von diesen Agenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n Jahr</numerusform>
            <numerusform>%n Jahre</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About Constellation</source>
        <translation>Ü&amp;ber Constellation</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>&amp;Agents</source>
        <translation>Age&amp;nten</translation>
    </message>
    <message>
        <source>&amp;Algorithm</source>
        <translation>&amp;Algorithmus</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>&amp;Als</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Backup…</source>
        <translation>&amp;Sicherung anlegen…</translation>
    </message>
    <message>
        <source>&amp;Clear Recent</source>
        <translation>&amp;Liste leeren</translation>
    </message>
    <message>
        <source>&amp;Collapse All</source>
        <translation>Alle &amp;einklappen</translation>
    </message>
    <message>
        <source>&amp;Conversation</source>
        <translation>&amp;Gespräch</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <comment>theme</comment>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Speicher</translation>
    </message>
    <message>
        <source>&amp;Digits of a dollar</source>
        <translation>&amp;Dollar-Nachkommastellen</translation>
    </message>
    <message>
        <source>&amp;Drop Search Index</source>
        <translation>Suchindex &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Everything</source>
        <translation>&amp;Alles</translation>
    </message>
    <message>
        <source>&amp;Expand All</source>
        <translation>Alle &amp;aufklappen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Files</source>
        <translation>&amp;Dateien</translation>
    </message>
    <message>
        <source>&amp;Filter Projects</source>
        <translation>Projekte &amp;filtern</translation>
    </message>
    <message>
        <source>&amp;Filter…</source>
        <translation>&amp;Filtern…</translation>
    </message>
    <message>
        <source>&amp;Follow Changes</source>
        <translation>Änderungen &amp;verfolgen</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Ignore All White Space</source>
        <translation>Leerraum &amp;nicht beachten</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Interface font</source>
        <translation>Schrift der &amp;Oberfläche</translation>
    </message>
    <message>
        <source>&amp;Jump by Typing</source>
        <translation>Durch &amp;Tippen springen</translation>
    </message>
    <message>
        <source>&amp;Keep Following Sessions</source>
        <translation>Sitzungen &amp;weiter verfolgen</translation>
    </message>
    <message>
        <source>&amp;Keep following</source>
        <translation>Weiter &amp;verfolgen</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <comment>theme</comment>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Look for changes every</source>
        <translation>&amp;Nach Änderungen sehen alle</translation>
    </message>
    <message>
        <source>&amp;Monospace font</source>
        <translation>F&amp;estbreitenschrift</translation>
    </message>
    <message>
        <source>&amp;Myers</source>
        <translation>&amp;Myers</translation>
    </message>
    <message>
        <source>&amp;Next Failed</source>
        <translation>&amp;Nächster fehlgeschlagener</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>Nä&amp;chster Bereich</translation>
    </message>
    <message>
        <source>&amp;Only what is new</source>
        <translation>Nur &amp;was neu ist</translation>
    </message>
    <message>
        <source>&amp;Open at the start</source>
        <translation>&amp;Beim Start öffnen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Öffnen…</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Übersicht</translation>
    </message>
    <message>
        <source>&amp;Patience</source>
        <translation>&amp;Patience</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Previous Pane</source>
        <translation>Voriger &amp;Bereich</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Akt&amp;ualisieren</translation>
    </message>
    <message>
        <source>&amp;Restore from Backup…</source>
        <translation>Aus Sicherung wiede&amp;rherstellen…</translation>
    </message>
    <message>
        <source>&amp;Side by Side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>&amp;Statistics</source>
        <translation>&amp;Statistik</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <comment>theme</comment>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Tabs</source>
        <translation>&amp;Tabulatoren</translation>
    </message>
    <message>
        <source>&amp;Take out keys, passwords, e-mails and home paths</source>
        <translation>&amp;Schlüssel, Passwörter, E-Mail-Adressen und persönliche Pfade entfernen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Transcript</source>
        <translation>&amp;Gespräch</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>&amp;White Space</source>
        <translation>&amp;Leerraum</translation>
    </message>
    <message>
        <source>&amp;Whole File</source>
        <translation>Ganze &amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Wrap Lines</source>
        <translation>Zeilen &amp;umbrechen</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>&amp;Zoom</translation>
    </message>
    <message>
        <source>&amp;{count} Lines Around Changes</source>
        <translation>&amp;{count} Zeilen um Änderungen</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>(folder not recorded)</source>
        <translation>(Ordner nicht aufgezeichnet)</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>(no path)</source>
        <translation>(ohne Pfad)</translation>
    </message>
    <message>
        <source>(nobody)</source>
        <translation>(niemand)</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
    <message>
        <source>(thinking)</source>
        <translation>(denkt nach)</translation>
    </message>
    <message>
        <source>(thinking, withheld)</source>
        <translation>(denkt nach, nicht mitgeteilt)</translation>
    </message>
    <message>
        <source>**Failed**</source>
        <translation>**Fehlgeschlagen**</translation>
    </message>
    <message>
        <source>**Result**</source>
        <translation>**Ergebnis**</translation>
    </message>
    <message>
        <source>000 lines</source>
        <translation>000 Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>2 of %n version(s) compared</source>
        <translation>
            <numerusform>2 von %n Fassung verglichen</numerusform>
            <numerusform>2 von %n Fassungen verglichen</numerusform>
        </translation>
    </message>
    <message>
        <source>A backup is being written</source>
        <translation>Eine Sicherung wird geschrieben</translation>
    </message>
    <message>
        <source>A gap: messages whose cost is unknown</source>
        <translation>Eine Lücke: Nachrichten mit unbekannten Kosten</translation>
    </message>
    <message>
        <source>A number is too large for the store ({detail}).</source>
        <translation>Eine Zahl ist zu groß für den Speicher ({detail}).</translation>
    </message>
    <message>
        <source>A search index makes finding text in {name} instant: about {size} in {folder}. The store is only read; Database ▸ Drop Search Index removes the index again.</source>
        <translation>Mit einem Suchindex wird Text in {name} sofort gefunden: etwa {size} in {folder}. Der Speicher wird nur gelesen; Speicher ▸ Suchindex entfernen nimmt den Index wieder weg.</translation>
    </message>
    <message>
        <source>A share, a number or a time, such as {examples}</source>
        <translation>Ein Anteil, eine Zahl oder eine Zeit, etwa {examples}</translation>
    </message>
    <message>
        <source>A snapshot only reads; write outside of it.</source>
        <translation>Eine Momentaufnahme liest nur; außerhalb davon schreiben.</translation>
    </message>
    <message>
        <source>A store is a file; give its path.</source>
        <translation>Ein Speicher ist eine Datei; ihren Pfad angeben.</translation>
    </message>
    <message>
        <source>A store of its own with messages, files and events, which opens like this one.</source>
        <translation>Ein eigener Speicher mit Nachrichten, Dateien und Ereignissen, der sich öffnen lässt wie dieser.</translation>
    </message>
    <message>
        <source>A store, or sessions of coding agents, can also be dropped onto this window.</source>
        <translation>Ein Speicher oder Sitzungen von Coding-Agenten lassen sich auch auf dieses Fenster ziehen.</translation>
    </message>
    <message>
        <source>A tab goes on to the next {count} characters</source>
        <translation>Ein Tabulator reicht bis zu den nächsten {count} Zeichen</translation>
    </message>
    <message>
        <source>A text cannot be stored as UTF-8 ({detail}); replace its lone surrogates first.</source>
        <translation>Ein Text lässt sich nicht als UTF-8 speichern ({detail}); zuerst seine einzelnen Surrogate ersetzen.</translation>
    </message>
    <message>
        <source>A time is missing; give a datetime or ISO 8601 text.</source>
        <translation>Eine Zeit fehlt; als datetime oder als Text nach ISO 8601 angeben.</translation>
    </message>
    <message>
        <source>A transcript is one of a project or an agent: go to one first.</source>
        <translation>Ein Gespräch gehört zu einem Projekt oder Agenten: zuerst zu einem davon gehen.</translation>
    </message>
    <message>
        <source>A transcript is one of a project or of an agent; say which.</source>
        <translation>Ein Gespräch gehört zu einem Projekt oder zu einem Agenten; angeben, zu welchem.</translation>
    </message>
    <message>
        <source>A value has a type the store cannot hold ({detail}).</source>
        <translation>Ein Wert hat einen Typ, den der Speicher nicht aufnehmen kann ({detail}).</translation>
    </message>
    <message>
        <source>A value is larger than SQLite can hold (1 GB); nothing was written.</source>
        <translation>Ein Wert ist größer, als SQLite aufnehmen kann (1 GB); nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>A version on the way to this one has {size}; that takes long.</source>
        <translation>Eine Fassung auf dem Weg zu dieser hat {size}; das dauert lange.</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>About Constellation</source>
        <translation>Über Constellation</translation>
    </message>
    <message>
        <source>Actions, projects, agents, files; also an address that was copied</source>
        <translation>Aktionen, Projekte, Agenten, Dateien; auch eine kopierte Adresse</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add &amp;Folder…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add F&amp;iles…</source>
        <translation>&amp;Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add Files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Add a Folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add a Folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Agent and those it started</source>
        <translation>Agent und von ihm gestartete</translation>
    </message>
    <message>
        <source>Agent · {project}</source>
        <translation>Agent · {project}</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Agents with matches</source>
        <translation>Agenten mit Treffern</translation>
    </message>
    <message>
        <source>Agents: {agents}, messages: {messages}</source>
        <translation>Agenten: {agents}, Nachrichten: {messages}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All of it at {time}</source>
        <translation>Alles um {time}</translation>
    </message>
    <message>
        <source>All that an agent, a project or a span of time changed (Ctrl+D)</source>
        <translation>Alles, was ein Agent, ein Projekt oder ein Zeitraum geändert hat (Strg+D)</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>An address begins with {scheme}.</source>
        <translation>Eine Adresse beginnt mit {scheme}.</translation>
    </message>
    <message>
        <source>An address does not know “{kind}”; it knows {kinds}.</source>
        <translation>Eine Adresse kennt „{kind}“ nicht; sie kennt {kinds}.</translation>
    </message>
    <message>
        <source>An agent wrote it, and a file of this kind may run what is in it. As a text it only shows.</source>
        <translation>Ein Agent hat sie geschrieben, und eine Datei dieser Art kann ausführen, was in ihr steht. Als Text wird sie nur gezeigt.</translation>
    </message>
    <message>
        <source>An export is being written</source>
        <translation>Ein Export wird geschrieben</translation>
    </message>
    <message>
        <source>An index of {name} was put off, because runs that write would have to wait for it for some seconds; reading is slower without it.</source>
        <translation>Ein Index von {name} wurde aufgeschoben, weil schreibende Läufe einige Sekunden darauf warten müssten; ohne ihn ist das Lesen langsamer.</translation>
    </message>
    <message>
        <source>And its sub-agents</source>
        <translation>Und seine Unteragenten</translation>
    </message>
    <message>
        <source>Another Place…</source>
        <translation>Anderer Ort…</translation>
    </message>
    <message>
        <source>Another store…</source>
        <translation>Anderer Speicher…</translation>
    </message>
    <message>
        <source>Any other white space makes a line another one</source>
        <translation>Jeder andere Leerraum macht eine Zeile zu einer anderen</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>As far as messages tell them</source>
        <translation>Soweit Nachrichten sie angeben</translation>
    </message>
    <message>
        <source>As needed</source>
        <translation>Nach Bedarf</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>B</source>
        <comment>billions, after a number</comment>
        <translation>Mrd</translation>
    </message>
    <message>
        <source>Back Up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Back Up {name}</source>
        <translation>{name} sichern</translation>
    </message>
    <message>
        <source>Backed up to {path}: {size}, verified</source>
        <translation>Gesichert nach {path}: {size}, geprüft</translation>
    </message>
    <message>
        <source>Backing up to {name}</source>
        <translation>Sicherung nach {name}</translation>
    </message>
    <message>
        <source>Backup cancelled; nothing was left behind</source>
        <translation>Sicherung abgebrochen; es blieb nichts zurück</translation>
    </message>
    <message>
        <source>Backups (*.db *.bak *.sqlite *.sqlite3)</source>
        <translation>Sicherungen (*.db *.bak *.sqlite *.sqlite3)</translation>
    </message>
    <message>
        <source>Blame</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Break lines that are wider than the view</source>
        <translation>Zeilen umbrechen, die breiter sind als die Ansicht</translation>
    </message>
    <message>
        <source>Bring in sessions that coding agents left on this computer</source>
        <translation>Sitzungen übernehmen, die Coding-Agenten auf diesem Computer hinterlassen haben</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Build It Now</source>
        <translation>Jetzt anlegen</translation>
    </message>
    <message>
        <source>Build Search &amp;Index</source>
        <translation>Such&amp;index anlegen</translation>
    </message>
    <message>
        <source>Build it for every store</source>
        <translation>Für jeden Speicher anlegen</translation>
    </message>
    <message>
        <source>Build the Index</source>
        <translation>Index anlegen</translation>
    </message>
    <message>
        <source>Building the search index</source>
        <translation>Suchindex wird angelegt</translation>
    </message>
    <message>
        <source>Building the search index was cancelled</source>
        <translation>Anlegen des Suchindex abgebrochen</translation>
    </message>
    <message>
        <source>By an unknown agent</source>
        <translation>Von einem unbekannten Agenten</translation>
    </message>
    <message>
        <source>By {agent}</source>
        <translation>Von {agent}</translation>
    </message>
    <message>
        <source>C&amp;hanges</source>
        <translation>Ä&amp;nderungen</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Cache gelesen</translation>
    </message>
    <message>
        <source>Cache written</source>
        <translation>Cache geschrieben</translation>
    </message>
    <message>
        <source>Calls of tools, and what came of them</source>
        <translation>Werkzeugaufrufe und was dabei herauskam</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel Import</source>
        <translation>Import abbrechen</translation>
    </message>
    <message>
        <source>Cancel the Backup and Close</source>
        <translation>Sicherung abbrechen und schließen</translation>
    </message>
    <message>
        <source>Cancel the Export and Close</source>
        <translation>Export abbrechen und schließen</translation>
    </message>
    <message>
        <source>Change before (Shift+F7, p)</source>
        <translation>Vorige Änderung (Umschalt+F7, p)</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Changed files</source>
        <translation>Geänderte Dateien</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Changes appear here as the run records what its agents wrote.</source>
        <translation>Änderungen erscheinen hier, sobald der Lauf aufzeichnet, was seine Agenten schrieben.</translation>
    </message>
    <message>
        <source>Changes are not shown; press to follow again</source>
        <translation>Änderungen erscheinen nicht; zum Weiterverfolgen klicken</translation>
    </message>
    <message>
        <source>Changes of a run</source>
        <translation>Änderungen eines Laufs</translation>
    </message>
    <message>
        <source>Changes of files</source>
        <translation>Änderungen an Dateien</translation>
    </message>
    <message>
        <source>Checksum {checksum}, of a kind that is not known</source>
        <translation>Prüfsumme {checksum}, unbekannter Art</translation>
    </message>
    <message>
        <source>Checksum: {checksum}</source>
        <translation>Prüfsumme: {checksum}</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Choose Another…</source>
        <translation>Anderen wählen…</translation>
    </message>
    <message>
        <source>Choose a file, and one of its versions, to read it.</source>
        <translation>Eine Datei und eine ihrer Fassungen wählen, um sie zu lesen.</translation>
    </message>
    <message>
        <source>Choose a project to see its tokens</source>
        <translation>Projekt wählen, um seine Token zu sehen</translation>
    </message>
    <message>
        <source>Choose all that is shown</source>
        <translation>Alles Gezeigte wählen</translation>
    </message>
    <message>
        <source>Choose how everything looks and reads</source>
        <translation>Wählen, wie alles aussieht und geschrieben wird</translation>
    </message>
    <message>
        <source>Choose nothing of it</source>
        <translation>Nichts davon wählen</translation>
    </message>
    <message>
        <source>Choose one to read what it was told, and what it did.</source>
        <translation>Agenten wählen, um zu lesen, was ihm gesagt wurde und was er tat.</translation>
    </message>
    <message>
        <source>Choose one to see its agents, and who started whom.</source>
        <translation>Projekt wählen, um seine Agenten zu sehen und wer wen gestartet hat.</translation>
    </message>
    <message>
        <source>Choose one to see its versions.</source>
        <translation>Datei wählen, um ihre Fassungen zu sehen.</translation>
    </message>
    <message>
        <source>Choose one to see the files that came out of it.</source>
        <translation>Projekt wählen, um die daraus entstandenen Dateien zu sehen.</translation>
    </message>
    <message>
        <source>Choose one to see what changed in it.</source>
        <translation>Datei wählen, um zu sehen, was sich darin geändert hat.</translation>
    </message>
    <message>
        <source>Choose one to see what happened in it.</source>
        <translation>Projekt wählen, um zu sehen, was darin geschah.</translation>
    </message>
    <message>
        <source>Choose one to see what it is, how it stands, and what it took.</source>
        <translation>Projekt wählen, um zu sehen, worum es geht, wie es steht und was es gekostet hat.</translation>
    </message>
    <message>
        <source>Choose one to see what its agents changed.</source>
        <translation>Projekt wählen, um zu sehen, was seine Agenten geändert haben.</translation>
    </message>
    <message>
        <source>Choose the default store</source>
        <translation>Standardspeicher wählen</translation>
    </message>
    <message>
        <source>Choose what is shown</source>
        <translation>Wählen, was gezeigt wird</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Clear the Filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Clear the text</source>
        <translation>Text löschen</translation>
    </message>
    <message>
        <source>Click to read the message</source>
        <translation>Klicken, um die Nachricht zu lesen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close Win&amp;dow</source>
        <translation>Fenster s&amp;chließen</translation>
    </message>
    <message>
        <source>Close all windows</source>
        <translation>Alle Fenster schließen</translation>
    </message>
    <message>
        <source>Close every branch of the tree</source>
        <translation>Alle Zweige des Baums schließen</translation>
    </message>
    <message>
        <source>Close or open a branch of a tree</source>
        <translation>Zweig eines Baums ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Dieses Fenster schließen</translation>
    </message>
    <message>
        <source>Closing the window cancels it, and nothing of it will be kept.</source>
        <translation>Wird das Fenster geschlossen, bricht das ab, und nichts davon bleibt.</translation>
    </message>
    <message>
        <source>Closing this leaves the import running: the status bar shows how far it is. </source>
        <translation>Schließen lässt den Import weiterlaufen: Die Statusleiste zeigt, wie weit er ist. </translation>
    </message>
    <message numerus="yes">
        <source>Coding agents left %n session(s) ({size}) on this computer: import them to see them here. Nothing leaves the computer.</source>
        <translation>
            <numerusform>Coding-Agenten haben %n Sitzung ({size}) auf diesem Computer hinterlassen: importieren, um sie hier zu sehen. Nichts verlässt den Computer.</numerusform>
            <numerusform>Coding-Agenten haben %n Sitzungen ({size}) auf diesem Computer hinterlassen: importieren, um sie hier zu sehen. Nichts verlässt den Computer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Alles einklappen</translation>
    </message>
    <message>
        <source>Columns as stored</source>
        <translation>Spalten wie gespeichert</translation>
    </message>
    <message>
        <source>Compare &amp;All White Space</source>
        <translation>&amp;Allen Leerraum vergleichen</translation>
    </message>
    <message>
        <source>Compare the checksum with that of the content</source>
        <translation>Prüfsumme mit der des Inhalts vergleichen</translation>
    </message>
    <message>
        <source>Compare white space, too</source>
        <translation>Auch Leerraum vergleichen</translation>
    </message>
    <message>
        <source>Compare with the newest</source>
        <translation>Mit der neuesten vergleichen</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Constellation ended unexpectedly the last time</source>
        <translation>Constellation wurde beim letzten Mal unerwartet beendet</translation>
    </message>
    <message>
        <source>Constellation ended unexpectedly the last time. A report of it was kept.</source>
        <translation>Constellation wurde das letzte Mal unerwartet beendet. Ein Bericht darüber wurde aufgehoben.</translation>
    </message>
    <message>
        <source>Constellation shows what a fleet of AI agents did: who delegated to whom, what each one said and called, which files came out of it, and what it cost. The platform keeps the runs of this computer in {default}.</source>
        <translation>Constellation zeigt, was eine Flotte von KI-Agenten getan hat: wer wem etwas übertrug, was jeder sagte und aufrief, welche Dateien daraus entstanden und was es kostete. Die Plattform verwahrt die Läufe dieses Computers in {default}.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Content of type “{type}”</source>
        <translation>Inhalt vom Typ „{type}“</translation>
    </message>
    <message>
        <source>Conversation of the agent</source>
        <translation>Gespräch des Agenten</translation>
    </message>
    <message>
        <source>Conversation of {agent}</source>
        <translation>Gespräch von {agent}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copied from other sessions, counted once</source>
        <translation>Aus anderen Sitzungen übernommen, einmal gezählt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Link</source>
        <translation>&amp;Link kopieren</translation>
    </message>
    <message>
        <source>Copy Address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy All</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Copy Arguments</source>
        <translation>Argumente kopieren</translation>
    </message>
    <message>
        <source>Copy Code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copy Id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Copy JSON Value</source>
        <translation>JSON-Wert kopieren</translation>
    </message>
    <message>
        <source>Copy Link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy Message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Copy Message as JSON</source>
        <translation>Nachricht als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy Message as Markdown</source>
        <translation>Nachricht als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy Messages</source>
        <translation>Nachrichten kopieren</translation>
    </message>
    <message>
        <source>Copy Messages as JSON</source>
        <translation>Nachrichten als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy Messages as Markdown</source>
        <translation>Nachrichten als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy Name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy Path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy Report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy Result</source>
        <translation>Ergebnis kopieren</translation>
    </message>
    <message>
        <source>Copy Selected Text</source>
        <translation>Ausgewählten Text kopieren</translation>
    </message>
    <message>
        <source>Copy Table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Copy all of it, as stored</source>
        <translation>Alles kopieren, wie gespeichert</translation>
    </message>
    <message>
        <source>Copy an example</source>
        <translation>Beispiel kopieren</translation>
    </message>
    <message>
        <source>Copy as a patch</source>
        <translation>Als Patch kopieren</translation>
    </message>
    <message>
        <source>Copy as patch</source>
        <translation>Als Patch kopieren</translation>
    </message>
    <message>
        <source>Copy content</source>
        <translation>Inhalt kopieren</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy the address of this place; --place opens it</source>
        <translation>Die Adresse dieser Stelle kopieren; --place öffnet sie</translation>
    </message>
    <message>
        <source>Copy the data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message>
        <source>Copy the id of the row that is selected in a list</source>
        <translation>Die Kennung der in einer Liste gewählten Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy the name of the row that is selected in a list</source>
        <translation>Den Namen der in einer Liste gewählten Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy the selected text</source>
        <translation>Ausgewählten Text kopieren</translation>
    </message>
    <message>
        <source>Copy the values, as a table</source>
        <translation>Werte als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>Werte kopieren</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>Die Auswahl kopieren</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Cost and tokens over time</source>
        <translation>Kosten und Token im Zeitverlauf</translation>
    </message>
    <message>
        <source>Cost by agent</source>
        <translation>Kosten je Agent</translation>
    </message>
    <message>
        <source>Cost by model</source>
        <translation>Kosten je Modell</translation>
    </message>
    <message>
        <source>Costs by agent</source>
        <translation>Kosten je Agent</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Created: {time}</source>
        <translation>Erstellt: {time}</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
    <message>
        <source>Ctrl+F  F3</source>
        <translation>Strg+F  F3</translation>
    </message>
    <message>
        <source>Ctrl+Plus  Ctrl+Minus</source>
        <translation>Strg+Plus  Strg+Minus</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Mausrad</translation>
    </message>
    <message>
        <source>Ctrl+← Ctrl+→ Ctrl+0</source>
        <translation>Strg+← Strg+→ Strg+0</translation>
    </message>
    <message>
        <source>D&amp;iff</source>
        <translation>D&amp;iff</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dark text on a light ground</source>
        <translation>Dunkle Schrift auf hellem Grund</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Data of the event</source>
        <translation>Daten des Ereignisses</translation>
    </message>
    <message>
        <source>De&amp;fault store</source>
        <translation>&amp;Standardspeicher</translation>
    </message>
    <message>
        <source>Dearest projects</source>
        <translation>Teuerste Projekte</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>Diff</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Do not offer it</source>
        <translation>Nicht anbieten</translation>
    </message>
    <message>
        <source>Drag the ends, or use the arrow keys: Left and Right move the end from version to version,
with Shift the beginning; Page Up and Page Down in steps of ten, Home and End to either side</source>
        <translation>Die Enden ziehen oder die Pfeiltasten nutzen: Links und Rechts bewegen das Ende von Fassung zu Fassung,
mit Umschalt den Anfang; Bild auf und Bild ab in Zehnerschritten, Pos1 und Ende bis zum Rand</translation>
    </message>
    <message>
        <source>Drop It</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Dropping the search index of {name}</source>
        <translation>Suchindex von {name} wird entfernt</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Duration: {duration}</source>
        <translation>Dauer: {duration}</translation>
    </message>
    <message>
        <source>Duration: {duration} so far</source>
        <translation>Dauer: bisher {duration}</translation>
    </message>
    <message>
        <source>E  Shift+E</source>
        <translation>E  Umschalt+E</translation>
    </message>
    <message>
        <source>E&amp;rrors</source>
        <translation>&amp;Fehler</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>Each bar: {duration}</source>
        <translation>Jeder Balken: {duration}</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter goes there</source>
        <translation>Eingabetaste führt dorthin</translation>
    </message>
    <message>
        <source>Error at {time}</source>
        <translation>Fehler um {time}</translation>
    </message>
    <message>
        <source>Errors: {count}</source>
        <translation>Fehler: {count}</translation>
    </message>
    <message>
        <source>Estimated cost</source>
        <translation>Geschätzte Kosten</translation>
    </message>
    <message>
        <source>Estimated, where sessions tell no cost, by the price list {prices}</source>
        <translation>Geschätzt nach der Preisliste {prices}, wo Sitzungen keine Kosten nennen</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Every file with its versions</source>
        <translation>Jede Datei mit ihren Fassungen</translation>
    </message>
    <message>
        <source>Every key and what it does</source>
        <translation>Alle Tasten und was sie tun</translation>
    </message>
    <message>
        <source>Every message</source>
        <translation>Jede Nachricht</translation>
    </message>
    <message>
        <source>Every type</source>
        <translation>Jede Art</translation>
    </message>
    <message>
        <source>Everything stays on this computer: session files are read, never changed, and nothing is sent anywhere.</source>
        <translation>Alles bleibt auf diesem Computer: Sitzungsdateien werden gelesen, nie geändert, und nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Alles ausklappen</translation>
    </message>
    <message>
        <source>Expand branch</source>
        <translation>Zweig ausklappen</translation>
    </message>
    <message>
        <source>Expand to level</source>
        <translation>Ausklappen bis Ebene</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export Conversation…</source>
        <translation>Gespräch exportieren…</translation>
    </message>
    <message>
        <source>Export a Patch</source>
        <translation>Patch exportieren</translation>
    </message>
    <message>
        <source>Export a patch of all files…</source>
        <translation>Patch aller Dateien exportieren…</translation>
    </message>
    <message>
        <source>Export a patch of the selected…</source>
        <translation>Patch der ausgewählten exportieren…</translation>
    </message>
    <message>
        <source>Export cancelled; nothing was left behind</source>
        <translation>Export abgebrochen; es blieb nichts zurück</translation>
    </message>
    <message>
        <source>Exported to {path}: {size}</source>
        <translation>Exportiert nach {path}: {size}</translation>
    </message>
    <message>
        <source>Exported to {path}: {size}; {removed} taken out</source>
        <translation>Exportiert nach {path}: {size}; herausgenommen: {removed}</translation>
    </message>
    <message>
        <source>Exporting to {name}</source>
        <translation>Export nach {name}</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Wird exportiert…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>F7  Shift+F7</source>
        <translation>F7  Umschalt+F7</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Angabe</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Failed without a word</source>
        <translation>Ohne Meldung fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Few changes, quickly: what Git does by default</source>
        <translation>Wenige Änderungen, schnell: was Git von sich aus tut</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File before</source>
        <translation>Vorige Datei</translation>
    </message>
    <message>
        <source>File versions</source>
        <translation>Dateifassungen</translation>
    </message>
    <message>
        <source>File · {project}</source>
        <translation>Datei · {project}</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files read</source>
        <translation>Gelesene Dateien</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter agents</source>
        <translation>Agenten filtern</translation>
    </message>
    <message>
        <source>Filter agents (Ctrl+F)</source>
        <translation>Agenten filtern (Strg+F)</translation>
    </message>
    <message>
        <source>Filter by name, task or model</source>
        <translation>Nach Name, Aufgabe oder Modell filtern</translation>
    </message>
    <message>
        <source>Filter files</source>
        <translation>Dateien filtern</translation>
    </message>
    <message>
        <source>Filter projects</source>
        <translation>Projekte filtern</translation>
    </message>
    <message>
        <source>Filter sessions</source>
        <translation>Sitzungen filtern</translation>
    </message>
    <message>
        <source>Find an action, a project, an agent or a file by a few letters</source>
        <translation>Eine Aktion, ein Projekt, einen Agenten oder eine Datei an wenigen Buchstaben finden</translation>
    </message>
    <message>
        <source>Find by case, word, expression</source>
        <translation>Nach Schreibweise, Wort, Ausdruck suchen</translation>
    </message>
    <message>
        <source>Find in the conversation</source>
        <translation>Im Gespräch suchen</translation>
    </message>
    <message>
        <source>Find in the lines; next line found</source>
        <translation>In den Zeilen suchen; nächste gefundene Zeile</translation>
    </message>
    <message>
        <source>Find in these lines</source>
        <translation>In diesen Zeilen suchen</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Find out who wrote each line all the same</source>
        <translation>Trotzdem ermitteln, wer jede Zeile schrieb</translation>
    </message>
    <message numerus="yes">
        <source>Finding out who wrote each line… {done} of %n version(s)</source>
        <translation>
            <numerusform>Ermitteln, wer jede Zeile schrieb… {done} von %n Fassung</numerusform>
            <numerusform>Ermitteln, wer jede Zeile schrieb… {done} von %n Fassungen</numerusform>
        </translation>
    </message>
    <message>
        <source>First Message	Home</source>
        <translation>Erste Nachricht	Pos1</translation>
    </message>
    <message>
        <source>First match</source>
        <translation>Erster Treffer</translation>
    </message>
    <message>
        <source>Fold All</source>
        <translation>Alles zuklappen</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Alles zuklappen</translation>
    </message>
    <message>
        <source>Fold as Usual</source>
        <translation>Klappen wie üblich</translation>
    </message>
    <message>
        <source>Fold away what is further than {count} lines off</source>
        <translation>Einklappen, was weiter als {count} Zeilen entfernt ist</translation>
    </message>
    <message>
        <source>Fold or unfold</source>
        <translation>Zu- oder aufklappen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Following sessions</source>
        <translation>Sitzungen verfolgen</translation>
    </message>
    <message numerus="yes">
        <source>Following: %n new message(s)</source>
        <translation>
            <numerusform>Verfolgen: %n neue Nachricht</numerusform>
            <numerusform>Verfolgen: %n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Following: another program holds the store, trying again</source>
        <translation>Verfolgen: ein anderes Programm hält den Speicher besetzt, neuer Versuch läuft</translation>
    </message>
    <message>
        <source>Following: {state}</source>
        <translation>Verfolgen: {state}</translation>
    </message>
    <message>
        <source>For programs: every column as it is stored, and what it means. Nothing is lost.</source>
        <translation>Für Programme: jede Spalte, wie sie gespeichert ist, und was sie bedeutet. Nichts geht verloren.</translation>
    </message>
    <message>
        <source>For spreadsheets. Text that a spreadsheet would calculate is marked as text.</source>
        <translation>Für Tabellenkalkulationen. Text, den sie berechnen würden, ist als Text gekennzeichnet.</translation>
    </message>
    <message>
        <source>Forget the stores that were opened</source>
        <translation>Die geöffneten Speicher vergessen</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>From {start} to {end}</source>
        <translation>Von {start} bis {end}</translation>
    </message>
    <message>
        <source>From: {time}</source>
        <translation>Von: {time}</translation>
    </message>
    <message>
        <source>Git accepts no such path</source>
        <translation>Git nimmt einen solchen Pfad nicht an</translation>
    </message>
    <message>
        <source>Git&apos;s {checksum}</source>
        <translation>{checksum} von Git</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Go to &amp;Anything…</source>
        <translation>&amp;Alles finden…</translation>
    </message>
    <message>
        <source>Go to &amp;Parent</source>
        <translation>Zum &amp;übergeordneten</translation>
    </message>
    <message>
        <source>Go to Agent</source>
        <translation>Zum Agenten</translation>
    </message>
    <message>
        <source>Go to a place in this conversation</source>
        <translation>Zu einer Stelle in diesem Gespräch gehen</translation>
    </message>
    <message>
        <source>Go to a share, number or time</source>
        <translation>Zu Anteil, Zahl oder Zeit gehen</translation>
    </message>
    <message>
        <source>Go to an address that was copied, or is typed</source>
        <translation>Zu einer kopierten oder getippten Adresse gehen</translation>
    </message>
    <message>
        <source>Go to anything, or type a command</source>
        <translation>Zu etwas gehen oder Befehl eingeben</translation>
    </message>
    <message>
        <source>Go to parent</source>
        <translation>Zum übergeordneten Agenten</translation>
    </message>
    <message>
        <source>Go to the agent that started this one</source>
        <translation>Zum Agenten gehen, der diesen gestartet hat</translation>
    </message>
    <message>
        <source>Go to the agent that this started</source>
        <translation>Zum Agenten, den dies gestartet hat</translation>
    </message>
    <message>
        <source>Go to the call that started this agent</source>
        <translation>Zum Aufruf, der diesen Agenten gestartet hat</translation>
    </message>
    <message>
        <source>Go to the failed agent before</source>
        <translation>Zum vorigen fehlgeschlagenen Agenten gehen</translation>
    </message>
    <message>
        <source>Go to the last message (End)</source>
        <translation>Zur letzten Nachricht (Ende)</translation>
    </message>
    <message>
        <source>Go to the message</source>
        <translation>Zur Nachricht</translation>
    </message>
    <message>
        <source>Go to the next failed agent</source>
        <translation>Zum nächsten fehlgeschlagenen Agenten gehen</translation>
    </message>
    <message>
        <source>Go to the parent</source>
        <translation>Zum übergeordneten Agenten</translation>
    </message>
    <message>
        <source>Go to the place after this one</source>
        <translation>Zur nächsten Stelle gehen</translation>
    </message>
    <message>
        <source>Go to the place before this one</source>
        <translation>Zur vorigen Stelle gehen</translation>
    </message>
    <message>
        <source>Go to this place</source>
        <translation>Zu dieser Stelle gehen</translation>
    </message>
    <message>
        <source>Go to…	G</source>
        <translation>Gehe zu…	G</translation>
    </message>
    <message>
        <source>Group before (Shift+F7, p)</source>
        <translation>Vorige Gruppe (Umschalt+F7, p)</translation>
    </message>
    <message>
        <source>Has the content that is gone from {path}</source>
        <translation>Hat den Inhalt, der in {path} nicht mehr steht</translation>
    </message>
    <message>
        <source>Here: {time}</source>
        <translation>Hier: {time}</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>Highest: {cost}, from {time} on</source>
        <translation>Höchster: {cost}, ab {time}</translation>
    </message>
    <message>
        <source>Hold Ctrl to open it in a new window</source>
        <translation>Mit Strg in einem neuen Fenster öffnen</translation>
    </message>
    <message>
        <source>Hold on to lines that occur once; reads better where blocks were moved</source>
        <translation>Hält sich an Zeilen, die einmal vorkommen; liest sich besser, wo Blöcke verschoben wurden</translation>
    </message>
    <message>
        <source>Home paths</source>
        <translation>Persönliche Pfade</translation>
    </message>
    <message>
        <source>How differences are found and shown</source>
        <translation>Wie Unterschiede gefunden und gezeigt werden</translation>
    </message>
    <message>
        <source>How differences are shown</source>
        <translation>Wie Unterschiede gezeigt werden</translation>
    </message>
    <message>
        <source>However much white space there is where there is some makes no difference</source>
        <translation>Wie viel Leerraum da ist, wo welcher ist, macht keinen Unterschied</translation>
    </message>
    <message>
        <source>I&amp;nto</source>
        <translation>&amp;Nach</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Id: {id}</source>
        <translation>ID: {id}</translation>
    </message>
    <message>
        <source>Ignore It at the &amp;End of Lines</source>
        <translation>Am Zeilen&amp;ende nicht beachten</translation>
    </message>
    <message>
        <source>Ignore Its A&amp;mount</source>
        <translation>&amp;Menge nicht beachten</translation>
    </message>
    <message>
        <source>Image · {type}</source>
        <translation>Bild · {type}</translation>
    </message>
    <message>
        <source>Import</source>
        <comment>a noun</comment>
        <translation>Import</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import Into</source>
        <translation>Importieren in</translation>
    </message>
    <message>
        <source>Import More…</source>
        <translation>Mehr importieren…</translation>
    </message>
    <message>
        <source>Import Sessions…</source>
        <translation>Sitzungen importieren…</translation>
    </message>
    <message>
        <source>Import into</source>
        <translation>Importieren nach</translation>
    </message>
    <message>
        <source>Import stopped; {messages} are in the store</source>
        <translation>Import angehalten; im Speicher: {messages}</translation>
    </message>
    <message>
        <source>Import what is added to the sessions that were imported, while this window is open</source>
        <translation>Übernehmen, was zu importierten Sitzungen hinzukommt, solange dieses Fenster offen ist</translation>
    </message>
    <message>
        <source>Import what is added to these sessions while this window is open, and after the next start, too</source>
        <translation>Importieren, was zu diesen Sitzungen hinzukommt, solange dieses Fenster offen ist, und auch nach dem nächsten Start</translation>
    </message>
    <message>
        <source>Import, progress</source>
        <translation>Import, Fortschritt</translation>
    </message>
    <message>
        <source>Imported</source>
        <comment>of a session</comment>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Imported {sessions}, {messages}</source>
        <translation>Importiert: {sessions}, {messages}</translation>
    </message>
    <message>
        <source>Importing into {name}</source>
        <translation>Import in {name}</translation>
    </message>
    <message>
        <source>Importing into {store}</source>
        <translation>Import nach {store}</translation>
    </message>
    <message>
        <source>Importing {what}</source>
        <comment>what: 3 of 8 files, how much, how long</comment>
        <translation>Import: {what}</translation>
    </message>
    <message>
        <source>In a diff</source>
        <translation>In einem Diff</translation>
    </message>
    <message>
        <source>In a transcript</source>
        <translation>In einem Gespräch</translation>
    </message>
    <message>
        <source>In every list</source>
        <translation>In jeder Liste</translation>
    </message>
    <message>
        <source>In the end the file is as it was before.</source>
        <translation>Am Ende ist die Datei so, wie sie vorher war.</translation>
    </message>
    <message>
        <source>In the store</source>
        <translation>Im Speicher</translation>
    </message>
    <message>
        <source>In the tree of agents</source>
        <translation>Im Baum der Agenten</translation>
    </message>
    <message>
        <source>In the whole store</source>
        <translation>Im ganzen Speicher</translation>
    </message>
    <message>
        <source>In {store} no project is called {name}; name one by its id.</source>
        <translation>In {store} heißt kein Projekt {name}; eines mit seiner Id nennen.</translation>
    </message>
    <message>
        <source>In {store} several projects are called {name}; name one by its id.</source>
        <translation>In {store} heißen mehrere Projekte {name}; eines mit seiner Id nennen.</translation>
    </message>
    <message>
        <source>Input</source>
        <comment>tokens</comment>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Input tokens</source>
        <translation>Eingabe-Token</translation>
    </message>
    <message>
        <source>Into JSON and out of it: unfold, fold</source>
        <translation>In JSON hinein und heraus: auf-, zuklappen</translation>
    </message>
    <message>
        <source>It is {status}, yet an end is recorded: {time}.</source>
        <translation>Der Status ist „{status}“, doch ein Ende ist vermerkt: {time}.</translation>
    </message>
    <message>
        <source>It may have been deleted.</source>
        <translation>Vielleicht inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>It was started by an agent of another project: {parent}</source>
        <translation>Er wurde von einem Agenten eines anderen Projekts gestartet: {parent}</translation>
    </message>
    <message>
        <source>It wrote no files, or none that were recorded.</source>
        <translation>Er hat keine Dateien geschrieben oder keine, die aufgezeichnet wurden.</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>Iterations: {count}</source>
        <translation>Iterationen: {count}</translation>
    </message>
    <message>
        <source>Its parents form a circle, which is cut open here; it names {parent}</source>
        <translation>Seine übergeordneten Agenten bilden einen Kreis, der hier aufgetrennt ist; er nennt {parent}</translation>
    </message>
    <message>
        <source>Its project may have some: they need not name an agent.</source>
        <translation>Sein Projekt kann welche haben: Sie müssen keinen Agenten nennen.</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Jump to what begins so</source>
        <translation>Springen zu dem, was so beginnt</translation>
    </message>
    <message>
        <source>Keep the Store</source>
        <translation>Speicher behalten</translation>
    </message>
    <message>
        <source>Keep the Window Open</source>
        <translation>Fenster offen lassen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Larger, smaller (not over the timeline)</source>
        <translation>Größer, kleiner (nicht über der Zeitachse)</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Last Message	End</source>
        <translation>Letzte Nachricht	Ende</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Letzte Aktivität</translation>
    </message>
    <message>
        <source>Last author</source>
        <translation>Zuletzt von</translation>
    </message>
    <message>
        <source>Last by</source>
        <translation>Zuletzt von</translation>
    </message>
    <message>
        <source>Last sign of life: {time}</source>
        <translation>Letztes Lebenszeichen: {time}</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Letzte Zeit</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>Zuletzt geschrieben</translation>
    </message>
    <message>
        <source>Last written</source>
        <comment>a narrow column</comment>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Last written {time}</source>
        <translation>Zuletzt geschrieben: {time}</translation>
    </message>
    <message>
        <source>Leave It as It Is</source>
        <translation>So lassen, wie er ist</translation>
    </message>
    <message>
        <source>Left out: progress and snapshots</source>
        <translation>Ausgelassen: Fortschritt und Momentaufnahmen</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Letters that follow jump to a name</source>
        <translation>Folgende Buchstaben springen zu einem Namen</translation>
    </message>
    <message>
        <source>Level: {number}</source>
        <translation>Ebene: {number}</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light text on a dark ground</source>
        <translation>Helle Schrift auf dunklem Grund</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Line numbers</source>
        <translation>Zeilennummern</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Lines added</source>
        <translation>Zeilen hinzugefügt</translation>
    </message>
    <message>
        <source>Lines added and removed by all these versions</source>
        <translation>Zeilen, die alle diese Fassungen hinzugefügt und entfernt haben</translation>
    </message>
    <message>
        <source>Lines before</source>
        <translation>Zeilen davor</translation>
    </message>
    <message>
        <source>Lines removed</source>
        <translation>Zeilen entfernt</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Look as the desktop does</source>
        <translation>Aussehen wie der Desktop</translation>
    </message>
    <message>
        <source>Look longer for the fewest changes</source>
        <translation>Länger nach den wenigsten Änderungen suchen</translation>
    </message>
    <message>
        <source>Looked in:
{places}

Sessions may lie elsewhere: add a folder of them, or drop it onto this window.</source>
        <translation>Gesucht in:
{places}

Sitzungen können auch anderswo liegen: einen Ordner mit ihnen hinzufügen oder auf dieses Fenster ziehen.</translation>
    </message>
    <message>
        <source>Looking for sessions…</source>
        <translation>Sitzungen werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for the message…</source>
        <translation>Nachricht wird gesucht…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Looking… {share} %</source>
        <translation>Wird gesucht… {share} %</translation>
    </message>
    <message>
        <source>M</source>
        <comment>millions, after a number</comment>
        <translation>M</translation>
    </message>
    <message>
        <source>MIT; of all parts: {path}</source>
        <translation>MIT; aller Teile: {path}</translation>
    </message>
    <message>
        <source>Make finding text in all messages instant, or bring the index that does up to date</source>
        <translation>Text in allen Nachrichten sofort finden, oder den Index dafür auf den neuesten Stand bringen</translation>
    </message>
    <message>
        <source>Many runs record projects and agents only. Messages appear here as soon as a run writes them; the Events tab may tell what the agent did.</source>
        <translation>Viele Läufe zeichnen nur Projekte und Agenten auf. Nachrichten erscheinen hier, sobald ein Lauf sie schreibt; was der Agent tat, steht vielleicht unter „Ereignisse“.</translation>
    </message>
    <message>
        <source>Mark the file as UTF-8, as spreadsheets want it</source>
        <translation>Datei als UTF-8 kennzeichnen, wie es Tabellenkalkulationen wünschen</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Marks over all lines</source>
        <translation>Markierungen über alle Zeilen</translation>
    </message>
    <message>
        <source>Marks over the conversation</source>
        <translation>Markierungen über das Gespräch</translation>
    </message>
    <message>
        <source>Match case (Alt+C)</source>
        <translation>Groß-/Kleinschreibung beachten (Alt+C)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Message {id} as Stored</source>
        <translation>Nachricht {id}, wie gespeichert</translation>
    </message>
    <message>
        <source>Messages</source>
        <comment>a narrow column</comment>
        <translation>Nachr.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Messages whose usage is no JSON, or tells no tokens</source>
        <translation>Nachrichten, deren Verbrauch kein JSON ist oder keine Token nennt</translation>
    </message>
    <message>
        <source>Mi&amp;nimal</source>
        <translation>Mi&amp;nimal</translation>
    </message>
    <message>
        <source>Migration {migration} could not be applied to {path} ({detail}); the store is as it was before.</source>
        <translation>Migration {migration} ließ sich nicht auf {path} anwenden ({detail}); der Speicher ist, wie er war.</translation>
    </message>
    <message>
        <source>Migration {migration} could not be undone in {path} ({detail}); the store is as it was before.</source>
        <translation>Migration {migration} ließ sich in {path} nicht zurücknehmen ({detail}); der Speicher ist, wie er war.</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>Modell: {model}</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>More was used than was allowed</source>
        <translation>Es wurde mehr verbraucht als erlaubt</translation>
    </message>
    <message>
        <source>Move along it; show all of it</source>
        <translation>Auf ihr entlanggehen; sie ganz zeigen</translation>
    </message>
    <message>
        <source>Move the keyboard to the next pane</source>
        <translation>Die Tastatur dem nächsten Bereich geben</translation>
    </message>
    <message>
        <source>Move the keyboard to the pane before</source>
        <translation>Die Tastatur dem vorigen Bereich geben</translation>
    </message>
    <message>
        <source>Move through a list</source>
        <translation>Durch eine Liste gehen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name, task or model</source>
        <translation>Name, Aufgabe oder Modell</translation>
    </message>
    <message>
        <source>Narrow the list of projects</source>
        <translation>Die Liste der Projekte eingrenzen</translation>
    </message>
    <message>
        <source>Nested too deep to be laid out; shown as it is stored.</source>
        <translation>Zu tief verschachtelt zum Aufbereiten; wie gespeichert gezeigt.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New &amp;Window</source>
        <translation>Neues &amp;Fenster</translation>
    </message>
    <message>
        <source>Next change (F7, n)</source>
        <translation>Nächste Änderung (F7, n)</translation>
    </message>
    <message>
        <source>Next change, the one before</source>
        <translation>Nächste Änderung, vorige</translation>
    </message>
    <message>
        <source>Next failed</source>
        <translation>Zum nächsten fehlgeschlagenen</translation>
    </message>
    <message>
        <source>Next failed agent, the one before</source>
        <translation>Nächster fehlgeschlagener Agent, voriger</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Nächste Datei</translation>
    </message>
    <message>
        <source>Next file of all changes, the one before</source>
        <translation>Nächste Datei aller Änderungen, vorige</translation>
    </message>
    <message>
        <source>Next group (F7, n)</source>
        <translation>Nächste Gruppe (F7, n)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Next place found</source>
        <translation>Nächste Fundstelle</translation>
    </message>
    <message>
        <source>Next question, tool call, error</source>
        <translation>Nächste Frage, Werkzeugaufruf, Fehler</translation>
    </message>
    <message>
        <source>Next screen</source>
        <translation>Nächste Bildschirmseite</translation>
    </message>
    <message>
        <source>No agent</source>
        <translation>Kein Agent</translation>
    </message>
    <message>
        <source>No agent chosen</source>
        <translation>Kein Agent gewählt</translation>
    </message>
    <message>
        <source>No agent was recorded that this call started</source>
        <translation>Es ist kein Agent aufgezeichnet, den dieser Aufruf gestartet hat</translation>
    </message>
    <message>
        <source>No agents yet</source>
        <translation>Noch keine Agenten</translation>
    </message>
    <message>
        <source>No content was recorded</source>
        <translation>Kein Inhalt aufgezeichnet</translation>
    </message>
    <message>
        <source>No cost</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>No cost is known</source>
        <translation>Keine Kosten bekannt</translation>
    </message>
    <message>
        <source>No event chosen</source>
        <translation>Kein Ereignis gewählt</translation>
    </message>
    <message>
        <source>No events</source>
        <translation>Keine Ereignisse</translation>
    </message>
    <message>
        <source>No events of this agent</source>
        <translation>Keine Ereignisse dieses Agenten</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>Keine Datei gewählt</translation>
    </message>
    <message>
        <source>No file matches</source>
        <translation>Keine Datei passt</translation>
    </message>
    <message>
        <source>No files of this agent</source>
        <translation>Keine Dateien dieses Agenten</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>No message is known to have written this; its agent and time are all there is.</source>
        <translation>Es ist keine Nachricht bekannt, die dies geschrieben hat; mehr als Agent und Zeit gibt es nicht.</translation>
    </message>
    <message>
        <source>No message of it has a known cost</source>
        <translation>Für keine Nachricht darin sind Kosten bekannt</translation>
    </message>
    <message>
        <source>No messages were recorded for this agent</source>
        <translation>Für diesen Agenten wurden keine Nachrichten aufgezeichnet</translation>
    </message>
    <message>
        <source>No messages yet.</source>
        <translation>Noch keine Nachrichten.</translation>
    </message>
    <message>
        <source>No name or description holds “{text}”.</source>
        <translation>Kein Name und keine Beschreibung enthält „{text}“.</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>Keine Ausgabe</translation>
    </message>
    <message>
        <source>No program was found that opens the folder of the log, {path}.</source>
        <translation>Kein Programm gefunden, das den Ordner des Protokolls öffnet: {path}.</translation>
    </message>
    <message>
        <source>No program was found that opens the log, {path}.</source>
        <translation>Kein Programm gefunden, das das Protokoll öffnet: {path}.</translation>
    </message>
    <message>
        <source>No program was found that opens {name}.</source>
        <translation>Kein Programm gefunden, das {name} öffnet.</translation>
    </message>
    <message>
        <source>No project chosen</source>
        <translation>Kein Projekt gewählt</translation>
    </message>
    <message>
        <source>No project is chosen: this is all of them together.</source>
        <translation>Kein Projekt ist gewählt: Dies sind alle zusammen.</translation>
    </message>
    <message>
        <source>No project matches.</source>
        <translation>Kein Projekt passt.</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>Noch keine Projekte</translation>
    </message>
    <message>
        <source>No recorded version wrote this: a later one found it there.</source>
        <translation>Keine aufgezeichnete Fassung hat dies geschrieben: Eine spätere fand es vor.</translation>
    </message>
    <message>
        <source>No session matches</source>
        <translation>Keine Sitzung passt</translation>
    </message>
    <message>
        <source>No sessions were found</source>
        <translation>Keine Sitzungen gefunden</translation>
    </message>
    <message>
        <source>No store is open</source>
        <translation>Kein Speicher ist geöffnet</translation>
    </message>
    <message>
        <source>No such agent</source>
        <translation>Kein solcher Agent</translation>
    </message>
    <message>
        <source>No temporary folder can be made: {reason}.</source>
        <translation>Es lässt sich kein temporärer Ordner anlegen: {reason}.</translation>
    </message>
    <message>
        <source>No tokens are told</source>
        <translation>Keine Token angegeben</translation>
    </message>
    <message>
        <source>No tool failed</source>
        <translation>Kein Werkzeug ist gescheitert</translation>
    </message>
    <message>
        <source>No tool was called</source>
        <translation>Kein Werkzeug wurde aufgerufen</translation>
    </message>
    <message>
        <source>No valid JSON; shown as it is stored.</source>
        <translation>Kein gültiges JSON; wie gespeichert gezeigt.</translation>
    </message>
    <message>
        <source>No version chosen</source>
        <translation>Keine Fassung gewählt</translation>
    </message>
    <message>
        <source>No version of {path} was kept in this project.</source>
        <translation>In diesem Projekt wurde keine Fassung von {path} aufgehoben.</translation>
    </message>
    <message>
        <source>No versions</source>
        <translation>Keine Fassungen</translation>
    </message>
    <message>
        <source>No white space makes a difference</source>
        <translation>Leerraum macht nie einen Unterschied</translation>
    </message>
    <message>
        <source>No {target} above</source>
        <translation>{target}: weiter oben nicht vorhanden</translation>
    </message>
    <message>
        <source>No {target} below</source>
        <translation>{target}: weiter unten nicht vorhanden</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n agent(s) is what the filter asks for.</source>
        <translation>
            <numerusform>Der einzige Agent (%n) entspricht nicht dem Filter.</numerusform>
            <numerusform>Keiner der %n Agenten entspricht dem Filter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n path(s) is like that.</source>
        <translation>
            <numerusform>Der einzige Pfad (%n) ist nicht so.</numerusform>
            <numerusform>Keiner der %n Pfade ist so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n session(s) has this text in it.</source>
        <translation>
            <numerusform>Die einzige Sitzung (%n) enthält diesen Text nicht.</numerusform>
            <numerusform>Keine der %n Sitzungen enthält diesen Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not Now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Not a share, number or time</source>
        <translation>Kein Anteil, keine Zahl und keine Zeit</translation>
    </message>
    <message>
        <source>Not told apart</source>
        <translation>Nicht aufgeschlüsselt</translation>
    </message>
    <message>
        <source>Nothing changed</source>
        <translation>Nichts geändert</translation>
    </message>
    <message>
        <source>Nothing changed yet</source>
        <translation>Noch nichts geändert</translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Nothing is marked</source>
        <translation>Nichts ist markiert</translation>
    </message>
    <message>
        <source>Nothing is new</source>
        <translation>Nichts ist neu</translation>
    </message>
    <message>
        <source>Nothing new: all of it was imported before</source>
        <translation>Nichts Neues: Alles war bereits importiert</translation>
    </message>
    <message>
        <source>Nothing was found. Pictures are not looked into; look through what you share.</source>
        <translation>Nichts gefunden. In Bilder wird nicht gesehen; vor dem Weitergeben selbst durchsehen.</translation>
    </message>
    <message>
        <source>Nothing was said here</source>
        <translation>Hier wurde nichts gesagt</translation>
    </message>
    <message>
        <source>Nothing was written since {time}: the status may be stale.</source>
        <translation>Seit {time} wurde nichts geschrieben: Der Status ist vielleicht veraltet.</translation>
    </message>
    <message>
        <source>Nothing written in it yet; last changed {time}</source>
        <translation>Noch nichts darin geschrieben; zuletzt geändert: {time}</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Of it and those it started</source>
        <translation>Er und von ihm gestartete</translation>
    </message>
    <message>
        <source>Of this agent</source>
        <translation>Dieser Agent</translation>
    </message>
    <message>
        <source>Of this project</source>
        <translation>Dieses Projekt</translation>
    </message>
    <message>
        <source>Offer it when a search is slow</source>
        <translation>Bei langsamer Suche anbieten</translation>
    </message>
    <message>
        <source>One file for any browser, with pictures, light or dark. Nothing in it runs or is loaded.</source>
        <translation>Eine Datei für jeden Browser, mit Bildern, hell oder dunkel. Nichts darin wird ausgeführt oder nachgeladen.</translation>
    </message>
    <message>
        <source>Only &amp;Failed</source>
        <translation>Nur fe&amp;hlgeschlagene</translation>
    </message>
    <message>
        <source>Only &amp;Working</source>
        <translation>Nur a&amp;rbeitende</translation>
    </message>
    <message>
        <source>Only those are shown whose status is {statuses}.</source>
        <translation>Gezeigt werden nur die mit dem Status {statuses}.</translation>
    </message>
    <message>
        <source>Only white space changed</source>
        <translation>Nur Leerraum hat sich geändert</translation>
    </message>
    <message>
        <source>Only {status} agents</source>
        <translation>Nur Agenten mit dem Status „{status}“</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Link…</source>
        <translation>&amp;Link öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;Log</source>
        <translation>&amp;Protokoll öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Zule&amp;tzt geöffnet</translation>
    </message>
    <message>
        <source>Open &amp;Sample</source>
        <translation>Beis&amp;piel öffnen</translation>
    </message>
    <message>
        <source>Open Link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open Log</source>
        <translation>Protokoll öffnen</translation>
    </message>
    <message>
        <source>Open Read-Only</source>
        <translation>Nur lesend öffnen</translation>
    </message>
    <message>
        <source>Open Sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open a Copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Open a Store</source>
        <translation>Speicher öffnen</translation>
    </message>
    <message>
        <source>Open a Store…</source>
        <translation>Speicher öffnen…</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Open a page of {host}?</source>
        <translation>Eine Seite von {host} öffnen?</translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation>Einen Speicher öffnen</translation>
    </message>
    <message>
        <source>Open a store beside this one</source>
        <translation>Einen Speicher neben diesem öffnen</translation>
    </message>
    <message>
        <source>Open a store of made-up runs to look around</source>
        <translation>Einen Speicher mit erfundenen Läufen zum Umsehen öffnen</translation>
    </message>
    <message>
        <source>Open all below</source>
        <translation>Alles darunter ausklappen</translation>
    </message>
    <message>
        <source>Open as Text</source>
        <translation>Als Text öffnen</translation>
    </message>
    <message>
        <source>Open every branch of the tree</source>
        <translation>Alle Zweige des Baums öffnen</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>Geöffnet zum</translation>
    </message>
    <message>
        <source>Open in &amp;New Window…</source>
        <translation>In &amp;neuem Fenster öffnen…</translation>
    </message>
    <message>
        <source>Open in Browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Open the Sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open the Store</source>
        <translation>Speicher öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Open the conversation (%n message(s))</source>
        <translation>
            <numerusform>Gespräch öffnen (%n Nachricht)</numerusform>
            <numerusform>Gespräch öffnen (%n Nachrichten)</numerusform>
        </translation>
    </message>
    <message>
        <source>Open what is selected</source>
        <translation>Ausgewähltes öffnen</translation>
    </message>
    <message>
        <source>Open {address}…</source>
        <translation>{address} öffnen…</translation>
    </message>
    <message>
        <source>Open {name} as a text?</source>
        <translation>{name} als Text öffnen?</translation>
    </message>
    <message>
        <source>Open {store}</source>
        <translation>{store} öffnen</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Opening the store…</source>
        <translation>Speicher wird geöffnet…</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet…</translation>
    </message>
    <message>
        <source>Other agents of its project may have written some.</source>
        <translation>Andere Agenten seines Projekts können welche geschrieben haben.</translation>
    </message>
    <message>
        <source>Other messages of this agent are not shown.</source>
        <translation>Andere Nachrichten dieses Agenten werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>Output</source>
        <comment>tokens</comment>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Output tokens</source>
        <translation>Ausgabe-Token</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Outputs: versions of files</source>
        <translation>Fassungen von Dateien</translation>
    </message>
    <message>
        <source>Over time</source>
        <comment>a narrow column</comment>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Im Zeitverlauf</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Own cost</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Passwörter</translation>
    </message>
    <message numerus="yes">
        <source>Patch of %n file(s) in {file}</source>
        <translation>
            <numerusform>Patch von %n Datei in {file}</numerusform>
            <numerusform>Patch von %n Dateien in {file}</numerusform>
        </translation>
    </message>
    <message>
        <source>Patches (*.patch *.diff)</source>
        <translation>Patches (*.patch *.diff)</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Failed</source>
        <translation>&amp;Voriger fehlgeschlagener</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Prepare It Now</source>
        <translation>Jetzt vorbereiten</translation>
    </message>
    <message>
        <source>Preparing {name}</source>
        <translation>{name} wird vorbereitet</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Private keys</source>
        <translation>Private Schlüssel</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Project {name}</source>
        <translation>Projekt {name}</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Projects appear here as a run records them: the Constellation platform does so by itself, other programs through the Python package constellation_db.</source>
        <translation>Projekte erscheinen hier, sobald ein Lauf sie aufzeichnet: Die Constellation-Plattform tut das von selbst, andere Programme über das Python-Paket constellation_db.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Prompt: {path}</source>
        <translation>Prompt: {path}</translation>
    </message>
    <message>
        <source>Put a backup in the place of the store, which is kept</source>
        <translation>Eine Sicherung an die Stelle des Speichers setzen, der aufgehoben wird</translation>
    </message>
    <message>
        <source>Put {backup} in the place of {store}?</source>
        <translation>{backup} an die Stelle von {store} setzen?</translation>
    </message>
    <message>
        <source>Read again what is shown</source>
        <translation>Neu lesen, was gezeigt wird</translation>
    </message>
    <message>
        <source>Read and Compare All of It</source>
        <translation>Alles lesen und vergleichen</translation>
    </message>
    <message>
        <source>Read from the cache</source>
        <translation>Aus dem Cache gelesen</translation>
    </message>
    <message>
        <source>Reading the agents…</source>
        <translation>Agenten werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the events…</source>
        <translation>Ereignisse werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>Dateien werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the messages…</source>
        <translation>Nachrichten werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the projects…</source>
        <translation>Projekte werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the versions…</source>
        <translation>Fassungen werden gelesen…</translation>
    </message>
    <message>
        <source>Reading what changed…</source>
        <translation>Änderungen werden gelesen…</translation>
    </message>
    <message>
        <source>Reading {size}: {percent}</source>
        <translation>{size} werden gelesen: {percent}</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Recorded cost</source>
        <translation>Verbuchte Kosten</translation>
    </message>
    <message>
        <source>Recorded tokens</source>
        <translation>Verbuchte Token</translation>
    </message>
    <message>
        <source>Regular expression (Alt+R)</source>
        <translation>Regulärer Ausdruck (Alt+R)</translation>
    </message>
    <message>
        <source>Remove the index of this store&apos;s messages; finding text takes longer without it</source>
        <translation>Den Index der Nachrichten dieses Speichers entfernen; ohne ihn dauert die Textsuche länger</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Neu öffnen</translation>
    </message>
    <message>
        <source>Replies whose cost is unknown</source>
        <translation>Antworten mit unbekannten Kosten</translation>
    </message>
    <message>
        <source>Replies without a cost</source>
        <translation>Antworten ohne Kostenangabe</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore {name}</source>
        <translation>{name} wiederherstellen</translation>
    </message>
    <message>
        <source>Restored {path}: {size}, verified</source>
        <translation>{path} wiederhergestellt: {size}, geprüft</translation>
    </message>
    <message>
        <source>Restored {path}: {size}, verified; what was there is {kept}</source>
        <translation>{path} wiederhergestellt: {size}, geprüft; das Vorige heißt {kept}</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Restoring cancelled; the store is as it was</source>
        <translation>Wiederherstellen abgebrochen; der Speicher ist wie zuvor</translation>
    </message>
    <message>
        <source>Restoring {name}</source>
        <translation>{name} wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Restoring {name}…</source>
        <translation>{name} wird wiederhergestellt…</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Result without a call</source>
        <translation>Ergebnis ohne Aufruf</translation>
    </message>
    <message>
        <source>Return: next match · Shift+Return: the one before · ↑ ↓: earlier texts</source>
        <translation>Eingabe: nächster Treffer · Umschalt+Eingabe: voriger · ↑ ↓: frühere Texte</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Sample store</source>
        <translation>Beispielspeicher</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save Column</source>
        <translation>Spalte speichern</translation>
    </message>
    <message>
        <source>Save Here</source>
        <translation>Hier speichern</translation>
    </message>
    <message>
        <source>Save This Version</source>
        <translation>Diese Fassung speichern</translation>
    </message>
    <message>
        <source>Save all files as they stood, into a new folder…</source>
        <translation>Alle Dateien in ihrem damaligen Stand in einen neuen Ordner speichern…</translation>
    </message>
    <message>
        <source>Save as a picture or a table…</source>
        <translation>Als Bild oder Tabelle speichern…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save over time</source>
        <translation>Zeitverlauf speichern</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save the Files as They Stood</source>
        <translation>Dateien in ihrem damaligen Stand speichern</translation>
    </message>
    <message>
        <source>Save values…</source>
        <translation>Werte speichern…</translation>
    </message>
    <message>
        <source>Save {column}</source>
        <translation>{column} speichern</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Gespeichert als {path}.</translation>
    </message>
    <message>
        <source>Say what to export as with --format, or by the file&apos;s ending: {endings}.</source>
        <translation>Das Format des Exports mit --format angeben oder durch die Endung der Datei: {endings}.</translation>
    </message>
    <message>
        <source>Say which file to write: --output FILE.</source>
        <translation>Die Datei angeben, die geschrieben werden soll: --output FILE.</translation>
    </message>
    <message>
        <source>Search inde&amp;x</source>
        <translation>Suchinde&amp;x</translation>
    </message>
    <message>
        <source>Search index dropped: {size} freed</source>
        <translation>Suchindex entfernt: {size} frei geworden</translation>
    </message>
    <message>
        <source>Search index of {name}: {size} in {folder}</source>
        <translation>Suchindex von {name}: {size} in {folder}</translation>
    </message>
    <message>
        <source>Searched {share}</source>
        <translation>{share} durchsucht</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sessions ({kinds})</source>
        <translation>Sitzungen ({kinds})</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings as stored</source>
        <translation>Einstellungen wie gespeichert</translation>
    </message>
    <message>
        <source>Shift+F10</source>
        <translation>Umschalt+F10</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more line(s)</source>
        <translation>
            <numerusform>%n weitere Zeile zeigen</numerusform>
            <numerusform>%n weitere Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show &amp;Agents</source>
        <translation>&amp;Agenten zeigen</translation>
    </message>
    <message>
        <source>Show &amp;Details</source>
        <translation>&amp;Details zeigen</translation>
    </message>
    <message>
        <source>Show &amp;Projects</source>
        <translation>&amp;Projekte zeigen</translation>
    </message>
    <message>
        <source>Show &amp;Whole Timeline</source>
        <translation>Gan&amp;ze Zeitachse zeigen</translation>
    </message>
    <message>
        <source>Show All Sessions</source>
        <translation>Alle Sitzungen zeigen</translation>
    </message>
    <message>
        <source>Show Folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Show Log &amp;Folder</source>
        <translation>Protokoll&amp;ordner zeigen</translation>
    </message>
    <message>
        <source>Show Report</source>
        <translation>Bericht zeigen</translation>
    </message>
    <message>
        <source>Show Version of File</source>
        <translation>Fassung der Datei zeigen</translation>
    </message>
    <message>
        <source>Show W&amp;hite Space</source>
        <translation>Leerraum &amp;zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n line(s)</source>
        <translation>
            <numerusform>%n Zeile zeigen</numerusform>
            <numerusform>Alle %n Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all ({size})</source>
        <translation>Alles zeigen ({size})</translation>
    </message>
    <message>
        <source>Show all agents</source>
        <translation>Alle Agenten zeigen</translation>
    </message>
    <message>
        <source>Show all agents (Esc)</source>
        <translation>Alle Agenten zeigen (Esc)</translation>
    </message>
    <message>
        <source>Show all lines folded away here</source>
        <translation>Alle hier ausgeblendeten Zeilen zeigen</translation>
    </message>
    <message>
        <source>Show all that the agent or the project changed, and the files as of any time</source>
        <translation>Alles zeigen, was der Agent oder das Projekt geändert hat, und die Dateien zu jedem Zeitpunkt</translation>
    </message>
    <message>
        <source>Show all the time that the project took</source>
        <translation>Die ganze Zeit zeigen, die das Projekt gebraucht hat</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Alle {count} zeigen</translation>
    </message>
    <message>
        <source>Show all {count} characters</source>
        <translation>Alle {count} Zeichen zeigen</translation>
    </message>
    <message>
        <source>Show as Stored	R</source>
        <translation>Zeigen wie gespeichert	R</translation>
    </message>
    <message>
        <source>Show blanks, tabs and the ends of lines as signs</source>
        <translation>Leerzeichen, Tabulatoren und Zeilenenden als Zeichen zeigen</translation>
    </message>
    <message>
        <source>Show every line of a file, whether it changed or not</source>
        <translation>Jede Zeile einer Datei zeigen, ob geändert oder nicht</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show everything larger</source>
        <translation>Alles größer zeigen</translation>
    </message>
    <message>
        <source>Show everything smaller</source>
        <translation>Alles kleiner zeigen</translation>
    </message>
    <message>
        <source>Show it as it is stored</source>
        <translation>Zeigen, wie es gespeichert ist</translation>
    </message>
    <message>
        <source>Show its versions</source>
        <translation>Ihre Fassungen zeigen</translation>
    </message>
    <message>
        <source>Show less time in more detail</source>
        <translation>Weniger Zeit genauer zeigen</translation>
    </message>
    <message>
        <source>Show lines that are folded away</source>
        <translation>Ausgeblendete Zeilen zeigen</translation>
    </message>
    <message>
        <source>Show more time</source>
        <translation>Mehr Zeit zeigen</translation>
    </message>
    <message>
        <source>Show only agents at work, or everyone again</source>
        <translation>Nur arbeitende Agenten zeigen, oder wieder alle</translation>
    </message>
    <message>
        <source>Show only agents with a text in name, task or model</source>
        <translation>Nur Agenten mit einem Text in Name, Aufgabe oder Modell zeigen</translation>
    </message>
    <message>
        <source>Show only agents with this text in their name, task or model</source>
        <translation>Nur Agenten zeigen, deren Name, Aufgabe oder Modell diesen Text enthält</translation>
    </message>
    <message>
        <source>Show only failed agents, or everyone again</source>
        <translation>Nur fehlgeschlagene Agenten zeigen, oder wieder alle</translation>
    </message>
    <message>
        <source>Show only files of some types</source>
        <translation>Nur Dateien bestimmter Arten zeigen</translation>
    </message>
    <message>
        <source>Show only files of some types (now: {names})</source>
        <translation>Nur Dateien bestimmter Arten zeigen (jetzt: {names})</translation>
    </message>
    <message>
        <source>Show only files with this text in their path</source>
        <translation>Nur Dateien zeigen, deren Pfad diesen Text enthält</translation>
    </message>
    <message>
        <source>Show only projects of some statuses</source>
        <translation>Nur Projekte mit bestimmtem Status zeigen</translation>
    </message>
    <message>
        <source>Show only projects of some statuses (now: {statuses})</source>
        <translation>Nur Projekte mit bestimmtem Status zeigen (jetzt: {statuses})</translation>
    </message>
    <message>
        <source>Show only projects with this text in their name or description</source>
        <translation>Nur Projekte zeigen, deren Name oder Beschreibung diesen Text enthält</translation>
    </message>
    <message>
        <source>Show only sessions that are not in the store, or not whole</source>
        <translation>Nur Sitzungen zeigen, die nicht oder nicht ganz im Speicher sind</translation>
    </message>
    <message>
        <source>Show only sessions with this text in their title, folder or file</source>
        <translation>Nur Sitzungen zeigen, deren Titel, Ordner oder Datei diesen Text enthält</translation>
    </message>
    <message>
        <source>Show only what was written in a span of time</source>
        <translation>Nur zeigen, was in einem Zeitraum geschrieben wurde</translation>
    </message>
    <message>
        <source>Show or hide overview, conversations, files and events</source>
        <translation>Übersicht, Gespräche, Dateien und Ereignisse zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the list of projects</source>
        <translation>Die Liste der Projekte zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the tree of agents</source>
        <translation>Den Baum der Agenten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show so many levels</source>
        <translation>So viele Ebenen zeigen</translation>
    </message>
    <message>
        <source>Show the content</source>
        <translation>Inhalt zeigen</translation>
    </message>
    <message>
        <source>Show the files that came out, and what changed in them</source>
        <translation>Die entstandenen Dateien zeigen und was sich darin geändert hat</translation>
    </message>
    <message numerus="yes">
        <source>Show the first %n line(s)</source>
        <translation>
            <numerusform>Die erste Zeile zeigen</numerusform>
            <numerusform>Die ersten %n Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the first {count} characters</source>
        <translation>Die ersten {count} Zeichen zeigen</translation>
    </message>
    <message>
        <source>Show the old text beside the new one, or both in one column</source>
        <translation>Den alten Text neben dem neuen zeigen, oder beide in einer Spalte</translation>
    </message>
    <message>
        <source>Show the project&apos;s changes</source>
        <translation>Änderungen des Projekts zeigen</translation>
    </message>
    <message>
        <source>Show the project&apos;s events</source>
        <translation>Ereignisse des Projekts zeigen</translation>
    </message>
    <message>
        <source>Show the project&apos;s files</source>
        <translation>Dateien des Projekts zeigen</translation>
    </message>
    <message>
        <source>Show the same in another window, with places of its own</source>
        <translation>Dasselbe in einem weiteren Fenster zeigen, das eigene Wege geht</translation>
    </message>
    <message>
        <source>Show the uppermost levels, down to {level}</source>
        <translation>Die obersten Ebenen zeigen, bis {level}</translation>
    </message>
    <message>
        <source>Show the version of {path} that this made</source>
        <translation>Die Fassung von {path} zeigen, die hier entstand</translation>
    </message>
    <message>
        <source>Show the version that wrote this</source>
        <translation>Fassung zeigen, die dies schrieb</translation>
    </message>
    <message>
        <source>Show what a project or an agent is, and what it took</source>
        <translation>Zeigen, was ein Projekt oder Agent ist und was es gekostet hat</translation>
    </message>
    <message>
        <source>Show what happened, in order</source>
        <translation>Der Reihe nach zeigen, was geschehen ist</translation>
    </message>
    <message>
        <source>Show what runs write as they write it</source>
        <translation>Zeigen, was Läufe schreiben, sobald sie es schreiben</translation>
    </message>
    <message>
        <source>Show what the agent and others said</source>
        <translation>Zeigen, was der Agent und andere gesagt haben</translation>
    </message>
    <message>
        <source>Show {count} more</source>
        <translation>{count} weitere zeigen</translation>
    </message>
    <message>
        <source>Shown: {mode}</source>
        <translation>Gezeigt: {mode}</translation>
    </message>
    <message>
        <source>Side by side (Ctrl+Shift+D)</source>
        <translation>Nebeneinander (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sizes, rows and migrations of the store</source>
        <translation>Größen, Zeilen und Migrationen des Speichers</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Skipped, or kept as something else</source>
        <translation>Übersprungen oder als etwas anderes behalten</translation>
    </message>
    <message>
        <source>Skipped, or kept as something else:</source>
        <translation>Übersprungen oder als etwas anderes behalten:</translation>
    </message>
    <message>
        <source>Something went wrong in Constellation itself</source>
        <translation>In Constellation selbst ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Sort the files</source>
        <translation>Dateien sortieren</translation>
    </message>
    <message>
        <source>Sort the files (now: {order})</source>
        <translation>Dateien sortieren (jetzt: {order})</translation>
    </message>
    <message>
        <source>Sort the projects</source>
        <translation>Projekte sortieren</translation>
    </message>
    <message>
        <source>Sort the projects (now: {order})</source>
        <translation>Projekte sortieren (jetzt: {order})</translation>
    </message>
    <message numerus="yes">
        <source>Sorted as far as lines are counted; %n path(s) to go</source>
        <translation>
            <numerusform>Sortiert, soweit Zeilen gezählt sind; noch %n Pfad</numerusform>
            <numerusform>Sortiert, soweit Zeilen gezählt sind; noch %n Pfade</numerusform>
        </translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Spawned by {name}</source>
        <translation>Gestartet von {name}</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Gestartet von</translation>
    </message>
    <message>
        <source>Started: {time}</source>
        <translation>Gestartet: {time}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Status: {status}</source>
        <translation>Status: {status}</translation>
    </message>
    <message>
        <source>Still reading, try again</source>
        <translation>Wird noch gelesen, bitte erneut versuchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop Following</source>
        <translation>Nicht mehr verfolgen</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Stores (*.db *.sqlite *.sqlite3)</source>
        <translation>Speicher (*.db *.sqlite *.sqlite3)</translation>
    </message>
    <message>
        <source>Stores (*.db)</source>
        <translation>Speicher (*.db)</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>System</source>
        <comment>language</comment>
        <translation>System</translation>
    </message>
    <message>
        <source>T</source>
        <comment>trillions, after a number</comment>
        <translation>Bio</translation>
    </message>
    <message>
        <source>Ta&amp;ble</source>
        <translation>Ta&amp;belle</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Table: CSV</source>
        <translation>Tabelle: CSV</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Tabs of &amp;{count}</source>
        <translation>Tabulator alle &amp;{count}</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>Text&amp;größe</translation>
    </message>
    <message>
        <source>Text for notes, issues and reviews; what tools said stands in code blocks.</source>
        <translation>Text für Notizen, Tickets und Reviews; was Werkzeuge sagten, steht in Codeblöcken.</translation>
    </message>
    <message>
        <source>The address ends after “{part}”: an id is missing.</source>
        <translation>Die Adresse endet nach „{part}“: eine Kennung fehlt.</translation>
    </message>
    <message>
        <source>The address has no id after “{kind}”.</source>
        <translation>Der Adresse fehlt die Kennung nach „{kind}“.</translation>
    </message>
    <message>
        <source>The address names two of “{kind}”.</source>
        <translation>Die Adresse nennt „{kind}“ zweimal.</translation>
    </message>
    <message>
        <source>The agent that started it is not in this store: {parent}</source>
        <translation>Der Agent, der ihn gestartet hat, ist nicht in diesem Speicher: {parent}</translation>
    </message>
    <message>
        <source>The agents could not be read.</source>
        <translation>Die Agenten konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The changes could not be read.</source>
        <translation>Die Änderungen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The chosen file as it stood at the end of the time span</source>
        <translation>Die gewählte Datei in ihrem Stand am Ende des Zeitraums</translation>
    </message>
    <message>
        <source>The copy will be called {name}.</source>
        <translation>Die Kopie wird {name} heißen.</translation>
    </message>
    <message numerus="yes">
        <source>The cost of %n reply(s) is unknown: dots below the line.</source>
        <translation>
            <numerusform>Die Kosten von %n Antwort sind unbekannt: Punkte unter der Linie.</numerusform>
            <numerusform>Die Kosten von %n Antworten sind unbekannt: Punkte unter der Linie.</numerusform>
        </translation>
    </message>
    <message>
        <source>The default store</source>
        <translation>Der Standardspeicher</translation>
    </message>
    <message>
        <source>The events could not be read.</source>
        <translation>Die Ereignisse konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The example is on the clipboard: run it, and its project appears here.</source>
        <translation>Das Beispiel liegt in der Zwischenablage: ausführen, dann erscheint sein Projekt hier.</translation>
    </message>
    <message>
        <source>The export ended early: {reason}.</source>
        <translation>Der Export endete vorzeitig: {reason}.</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>The file of the store is gone, replaced or cannot be read</source>
        <translation>Die Datei des Speichers ist weg, ersetzt oder nicht lesbar</translation>
    </message>
    <message>
        <source>The files could not be read.</source>
        <translation>Die Dateien konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The files were not saved, and nothing of them was left. {problem}</source>
        <translation>Die Dateien wurden nicht gespeichert, und nichts von ihnen blieb zurück. {problem}</translation>
    </message>
    <message>
        <source>The first {count} values; copying takes all.</source>
        <translation>Die ersten {count} Werte; kopiert werden alle.</translation>
    </message>
    <message>
        <source>The first {shown} of {all}. Nothing is compared yet.</source>
        <translation>Die ersten {shown} von {all}. Noch ist nichts verglichen.</translation>
    </message>
    <message>
        <source>The first {shown} of {all}; copying takes all.</source>
        <translation>Die ersten {shown} von {all}; kopiert wird alles.</translation>
    </message>
    <message>
        <source>The first {size} of the text are shown; copying takes all.</source>
        <translation>Die ersten {size} des Textes werden gezeigt; Kopieren nimmt alles.</translation>
    </message>
    <message>
        <source>The folder with the log and older ones</source>
        <translation>Der Ordner mit dem Protokoll und älteren</translation>
    </message>
    <message>
        <source>The import could not be done</source>
        <translation>Der Import war nicht möglich</translation>
    </message>
    <message>
        <source>The import ended early by a mistake of Constellation&apos;s own. What was imported is whole; importing again goes on from there.</source>
        <translation>Der Import endete vorzeitig durch einen Fehler von Constellation selbst. Was importiert wurde, ist vollständig; ein neuer Import macht dort weiter.</translation>
    </message>
    <message>
        <source>The import ended early: its process was ended from outside. What was imported is whole; importing again goes on from there.</source>
        <translation>Der Import endete vorzeitig: sein Prozess wurde von außen beendet. Was importiert wurde, ist vollständig; ein neuer Import macht dort weiter.</translation>
    </message>
    <message>
        <source>The message as it is stored</source>
        <translation>Die Nachricht, wie sie gespeichert ist</translation>
    </message>
    <message>
        <source>The messages could not be read</source>
        <translation>Die Nachrichten konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>The name is written “{host}”, with letters that may look like others.</source>
        <translation>Der Name schreibt sich „{host}“, mit Buchstaben, die anderen ähnlich sehen können.</translation>
    </message>
    <message>
        <source>The name stands for one with letters that may look like others.</source>
        <translation>Der Name steht für einen mit Buchstaben, die anderen ähnlich sehen können.</translation>
    </message>
    <message>
        <source>The next {target} is not among what is shown</source>
        <translation>{target}: das nächste Vorkommen ist gerade ausgeblendet</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Das vorige</translation>
    </message>
    <message>
        <source>The overview could not be read.</source>
        <translation>Die Übersicht konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The patch was not written</source>
        <translation>Der Patch wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>The projects could not be read.</source>
        <translation>Die Projekte konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The run did not note what was in the file before.</source>
        <translation>Der Lauf hat nicht vermerkt, was vorher in der Datei stand.</translation>
    </message>
    <message>
        <source>The run noted that the file was written, but not what was in it.</source>
        <translation>Der Lauf hat vermerkt, dass die Datei geschrieben wurde, aber nicht, was darin stand.</translation>
    </message>
    <message>
        <source>The same, from anywhere in Files</source>
        <translation>Dasselbe, von überall in „Dateien“</translation>
    </message>
    <message>
        <source>The search index of {name} could not be built ({detail}); try again.</source>
        <translation>Der Suchindex von {name} ließ sich nicht aufbauen ({detail}); erneut versuchen.</translation>
    </message>
    <message>
        <source>The search index of {name} could not be built: its process was ended; try again.</source>
        <translation>Der Suchindex von {name} ließ sich nicht aufbauen: sein Prozess wurde beendet; erneut versuchen.</translation>
    </message>
    <message>
        <source>The search index of {name} is being built by another process.</source>
        <translation>Der Suchindex von {name} wird gerade von einem anderen Prozess aufgebaut.</translation>
    </message>
    <message>
        <source>The steps between</source>
        <translation>Die Schritte dazwischen</translation>
    </message>
    <message>
        <source>The store as it is now is kept beside it, under another name. Runs that write it have to be ended before.</source>
        <translation>Der jetzige Speicher bleibt unter anderem Namen daneben erhalten. Läufe, die in ihn schreiben, müssen vorher beendet werden.</translation>
    </message>
    <message numerus="yes">
        <source>The store has all there is of %n session(s).</source>
        <translation>
            <numerusform>Der Speicher hat alles von %n Sitzung.</numerusform>
            <numerusform>Der Speicher hat alles von %n Sitzungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The store is not affected, and you may go on. This report helps to mend it: it holds versions, the names of your last actions and places in the program, and nothing of what your store holds.</source>
        <translation>Der Speicher ist nicht betroffen, und es kann weitergehen. Dieser Bericht hilft, den Fehler zu beheben: Er enthält Versionen, die Namen der letzten Aktionen und Stellen im Programm und nichts vom Inhalt des Speichers.</translation>
    </message>
    <message>
        <source>The store is open for reading only; projects appear here as others record.</source>
        <translation>Der Speicher ist nur zum Lesen geöffnet; Projekte erscheinen hier, sobald andere sie aufzeichnen.</translation>
    </message>
    <message>
        <source>The store of last time</source>
        <translation>Der Speicher vom letzten Mal</translation>
    </message>
    <message>
        <source>The store refuses the row ({detail}); nothing was written.</source>
        <translation>Der Speicher lehnt die Zeile ab ({detail}); nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>The system ended the export, most likely for want of memory; nothing was written.</source>
        <translation>Das System hat den Export beendet, wohl weil der Arbeitsspeicher nicht reichte; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>The text of the link says “{host}”, which is somewhere else.</source>
        <translation>Im Text des Links steht „{host}“, das ist woanders.</translation>
    </message>
    <message>
        <source>The value for {column} cannot be written as JSON ({detail}); pass dictionaries, lists, text, numbers, booleans and None only.</source>
        <translation>Der Wert für {column} lässt sich nicht als JSON schreiben ({detail}); nur Wörterbücher, Listen, Text, Zahlen, Wahrheitswerte und None übergeben.</translation>
    </message>
    <message>
        <source>The version before holds something else than the text that this one replaced</source>
        <translation>Die Fassung davor enthält etwas anderes als den Text, den diese ersetzt hat</translation>
    </message>
    <message>
        <source>The version before holds something else than the text this one replaced</source>
        <translation>Die Fassung davor enthält etwas anderes als den Text, den diese ersetzt hat</translation>
    </message>
    <message>
        <source>The version to compare with holds no content.</source>
        <translation>Die Fassung, mit der verglichen werden soll, hat keinen Inhalt.</translation>
    </message>
    <message>
        <source>The versions could not be compared: {error}</source>
        <translation>Die Fassungen ließen sich nicht vergleichen: {error}</translation>
    </message>
    <message>
        <source>The versions could not be compared: {error} Their content can still be read.</source>
        <translation>Die Fassungen ließen sich nicht vergleichen: {error} Ihr Inhalt lässt sich weiterhin lesen.</translation>
    </message>
    <message>
        <source>The versions could not be read.</source>
        <translation>Die Fassungen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The way to this place</source>
        <translation>Pfad zu dieser Stelle</translation>
    </message>
    <message>
        <source>The whole project</source>
        <translation>Das ganze Projekt</translation>
    </message>
    <message>
        <source>The whole store</source>
        <translation>Der ganze Speicher</translation>
    </message>
    <message>
        <source>The work was cancelled; nothing of it remains.</source>
        <translation>Die Arbeit wurde abgebrochen; nichts davon bleibt zurück.</translation>
    </message>
    <message>
        <source>There are no changes of “{name}”; there are {names}.</source>
        <translation>Änderungen von „{name}“ gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no agent {id} in {store}.</source>
        <translation>In {store} gibt es keinen Agenten {id}.</translation>
    </message>
    <message>
        <source>There is no log yet; {path} could not be written.</source>
        <translation>Es gibt noch kein Protokoll; {path} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>There is no project {id} in {store}.</source>
        <translation>In {store} gibt es kein Projekt {id}.</translation>
    </message>
    <message>
        <source>There is no tab “{name}”; there are {names}.</source>
        <translation>Eine Registerkarte „{name}“ gibt es nicht; es gibt {names}.</translation>
    </message>
    <message>
        <source>There is no {what} {name}; there are {known}.</source>
        <translation>{name} gibt es nicht als {what}; es gibt {known}.</translation>
    </message>
    <message>
        <source>They appear here as the project&apos;s run starts them.</source>
        <translation>Sie erscheinen hier, sobald der Lauf des Projekts sie startet.</translation>
    </message>
    <message>
        <source>They appear here as the run notes them.</source>
        <translation>Sie erscheinen hier, sobald der Lauf sie vermerkt.</translation>
    </message>
    <message>
        <source>They appear here as the run records what its agents wrote.</source>
        <translation>Sie erscheinen hier, sobald der Lauf aufzeichnet, was seine Agenten schrieben.</translation>
    </message>
    <message>
        <source>They may have been deleted meanwhile.</source>
        <translation>Sie wurden vielleicht inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Thinking, withheld</source>
        <translation>Nachdenken, nicht mitgeteilt</translation>
    </message>
    <message>
        <source>This agent</source>
        <translation>Dieser Agent</translation>
    </message>
    <message>
        <source>This agent alone</source>
        <translation>Dieser Agent allein</translation>
    </message>
    <message>
        <source>This agent and {count} below it</source>
        <translation>Dieser Agent und {count} darunter</translation>
    </message>
    <message>
        <source>This agent is not there</source>
        <translation>Diesen Agenten gibt es nicht</translation>
    </message>
    <message>
        <source>This computer’s ({zone})</source>
        <translation>Die dieses Computers ({zone})</translation>
    </message>
    <message>
        <source>This event carries no data.</source>
        <translation>Dieses Ereignis enthält keine Daten.</translation>
    </message>
    <message>
        <source>This event was deleted meanwhile.</source>
        <translation>Dieses Ereignis wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>This expression is found in every text, even in an empty one.</source>
        <translation>Dieser Ausdruck kommt in jedem Text vor, selbst in einem leeren.</translation>
    </message>
    <message>
        <source>This expression is too large.</source>
        <translation>Dieser Ausdruck ist zu groß.</translation>
    </message>
    <message>
        <source>This expression takes too long; a more exact one is faster.</source>
        <translation>Dieser Ausdruck dauert zu lange; ein genauerer ist schneller.</translation>
    </message>
    <message>
        <source>This file could not be read.</source>
        <translation>Diese Datei konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This file is empty</source>
        <translation>Diese Datei ist leer</translation>
    </message>
    <message>
        <source>This file is large</source>
        <translation>Diese Datei ist groß</translation>
    </message>
    <message>
        <source>This is the open store itself; choose another name.</source>
        <translation>Dies ist der geöffnete Speicher selbst; anderen Namen wählen.</translation>
    </message>
    <message>
        <source>This message is no longer in the store.</source>
        <translation>Diese Nachricht ist nicht mehr im Speicher.</translation>
    </message>
    <message>
        <source>This project is not there</source>
        <translation>Dieses Projekt gibt es nicht</translation>
    </message>
    <message>
        <source>This version as it is</source>
        <translation>Diese Fassung, wie sie ist</translation>
    </message>
    <message>
        <source>This version could not be read.</source>
        <translation>Diese Fassung konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This version has no content: the run noted that the file was written, not what was in it, or the version was deleted meanwhile.</source>
        <translation>Diese Fassung hat keinen Inhalt: Der Lauf hat nur vermerkt, dass die Datei geschrieben wurde, nicht was darin stand, oder die Fassung wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>This version has the same content as what it is compared with.</source>
        <translation>Diese Fassung hat denselben Inhalt wie das, womit sie verglichen wird.</translation>
    </message>
    <message>
        <source>This version is empty</source>
        <translation>Diese Fassung ist leer</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>Ze&amp;itzone</translation>
    </message>
    <message>
        <source>Time span</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Times and amounts</source>
        <translation>Zeiten und Beträge</translation>
    </message>
    <message>
        <source>To Level &amp;{level}</source>
        <translation>Bis Ebene &amp;{level}</translation>
    </message>
    <message>
        <source>To: {time}</source>
        <translation>Bis: {time}</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Tokens of messages that tell only their total</source>
        <translation>Token von Nachrichten, die nur ihre Summe nennen</translation>
    </message>
    <message>
        <source>Too long to be taken apart; shown as it is stored.</source>
        <translation>Zu lang zum Zerlegen; wie gespeichert gezeigt.</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Gedauert</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Transcript: JSON</source>
        <translation>Gespräch: JSON</translation>
    </message>
    <message>
        <source>Transcript: Markdown</source>
        <translation>Gespräch: Markdown</translation>
    </message>
    <message>
        <source>Transcript: web page</source>
        <translation>Gespräch: Webseite</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try to Write Again</source>
        <translation>Schreiben erneut versuchen</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Type how an agent&apos;s name begins, and go there</source>
        <translation>Den Anfang eines Agentennamens tippen und dorthin gehen</translation>
    </message>
    <message>
        <source>Type of event</source>
        <translation>Art des Ereignisses</translation>
    </message>
    <message>
        <source>Unfold All</source>
        <translation>Alles aufklappen</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Alles aufklappen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Unknown model</source>
        <translation>Unbekanntes Modell</translation>
    </message>
    <message>
        <source>Unreadable usage</source>
        <translation>Verbrauch unlesbar</translation>
    </message>
    <message>
        <source>Updating the search index</source>
        <translation>Suchindex wird aktualisiert</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Version {number} of {all}, {time}</source>
        <translation>Fassung {number} von {all}, {time}</translation>
    </message>
    <message>
        <source>Versions</source>
        <comment>a narrow column</comment>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Versions and where things are kept</source>
        <translation>Versionen, und wo was aufbewahrt wird</translation>
    </message>
    <message>
        <source>W</source>
        <comment>button for whole words</comment>
        <translation>W</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What Constellation did and what went wrong; no contents</source>
        <translation>Was Constellation getan hat und was schiefging; keine Inhalte</translation>
    </message>
    <message>
        <source>What became of {path} could not be found out: {error}</source>
        <translation>Was aus {path} wurde, ließ sich nicht herausfinden: {error}</translation>
    </message>
    <message>
        <source>What can be done or gone to</source>
        <translation>Was sich tun lässt und wohin es geht</translation>
    </message>
    <message>
        <source>What can be done with it</source>
        <translation>Was sich damit tun lässt</translation>
    </message>
    <message>
        <source>What changed in all files, below each other</source>
        <translation>Was sich in allen Dateien geändert hat, untereinander</translation>
    </message>
    <message>
        <source>What changed in the chosen file</source>
        <translation>Was sich in der gewählten Datei geändert hat</translation>
    </message>
    <message>
        <source>What changed in this version</source>
        <translation>Was sich in dieser Fassung geändert hat</translation>
    </message>
    <message>
        <source>What changed is not known</source>
        <translation>Was sich geändert hat, ist nicht bekannt</translation>
    </message>
    <message>
        <source>What differs is not compared at present.</source>
        <translation>Was sich unterscheidet, wird derzeit nicht verglichen.</translation>
    </message>
    <message>
        <source>What is added to these sessions arrives as it is written, while this window is open.</source>
        <translation>Was zu diesen Sitzungen hinzukommt, trifft ein, sobald es geschrieben wird, solange dieses Fenster offen ist.</translation>
    </message>
    <message>
        <source>What is folded away is not looked through.</source>
        <translation>Ausgeblendetes wird nicht durchsucht.</translation>
    </message>
    <message>
        <source>What is shown (M)</source>
        <translation>Was gezeigt wird (M)</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>Änderungen zeigen</translation>
    </message>
    <message>
        <source>What runs write is shown as they write it; press to pause</source>
        <translation>Was Läufe schreiben, erscheint sofort; zum Anhalten klicken</translation>
    </message>
    <message>
        <source>What stands before the @ (“{account}”) is no part of where it leads.</source>
        <translation>Was vor dem @ steht („{account}“), gehört nicht zum Ziel.</translation>
    </message>
    <message>
        <source>What tools failed with</source>
        <translation>Woran Werkzeuge scheiterten</translation>
    </message>
    <message>
        <source>What was imported is whole, and the next import goes on from there.</source>
        <translation>Das Importierte ist vollständig, und der nächste Import macht dort weiter.</translation>
    </message>
    <message>
        <source>What was recorded without a path: {count}</source>
        <translation>Ohne Pfad aufgezeichnet: {count}</translation>
    </message>
    <message>
        <source>What was said: no tools, no thinking</source>
        <translation>Was gesagt wurde: ohne Werkzeuge, ohne Gedanken</translation>
    </message>
    <message>
        <source>What would be taken out</source>
        <translation>Was entfernt würde</translation>
    </message>
    <message>
        <source>What would be taken out is being looked for</source>
        <translation>Was entfernt würde, wird gerade gesucht</translation>
    </message>
    <message>
        <source>What you did and chose is not remembered: {fault}</source>
        <translation>Was getan und gewählt wurde, bleibt nicht erhalten: {fault}</translation>
    </message>
    <message>
        <source>Where things are kept</source>
        <translation>Wo was liegt</translation>
    </message>
    <message>
        <source>Where to find</source>
        <translation>Wo gesucht wird</translation>
    </message>
    <message>
        <source>Which type of event is listed</source>
        <translation>Welche Art von Ereignis aufgelistet ist</translation>
    </message>
    <message>
        <source>Which version each line came with, and the message behind it</source>
        <translation>Mit welcher Fassung jede Zeile kam, und die Nachricht dahinter</translation>
    </message>
    <message>
        <source>White space at the end of a line makes no difference, nor does the kind of line end</source>
        <translation>Leerraum am Ende einer Zeile macht keinen Unterschied, die Art des Zeilenendes auch nicht</translation>
    </message>
    <message>
        <source>Whole paths, without folders</source>
        <translation>Ganze Pfade, ohne Ordner</translation>
    </message>
    <message>
        <source>Whole project</source>
        <translation>Ganzes Projekt</translation>
    </message>
    <message>
        <source>Whole words only (Alt+W)</source>
        <translation>Nur ganze Wörter (Alt+W)</translation>
    </message>
    <message>
        <source>Whose changes</source>
        <translation>Wessen Änderungen</translation>
    </message>
    <message>
        <source>Whose changes are shown</source>
        <translation>Wessen Änderungen gezeigt werden</translation>
    </message>
    <message>
        <source>Whose events</source>
        <translation>Wessen Ereignisse</translation>
    </message>
    <message>
        <source>Whose events are listed</source>
        <translation>Wessen Ereignisse aufgelistet sind</translation>
    </message>
    <message>
        <source>Whose files</source>
        <translation>Wessen Dateien</translation>
    </message>
    <message>
        <source>Whose files are listed</source>
        <translation>Wessen Dateien aufgelistet sind</translation>
    </message>
    <message>
        <source>Whose messages are looked through</source>
        <translation>Wessen Nachrichten durchsucht werden</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>With descendants</source>
        <translation>Mit Nachkommen</translation>
    </message>
    <message>
        <source>Without a cost</source>
        <translation>Ohne Kostenangabe</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>Without a path</source>
        <translation>Ohne Pfad</translation>
    </message>
    <message>
        <source>Write a transcript, a table or a part of the store to a file</source>
        <translation>Ein Gespräch, eine Tabelle oder einen Teil des Speichers in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Write a verified copy of the store, while runs go on writing</source>
        <translation>Eine geprüfte Kopie des Speichers schreiben, während Läufe weiterschreiben</translation>
    </message>
    <message>
        <source>Write-ahead log</source>
        <translation>Write-Ahead-Log</translation>
    </message>
    <message>
        <source>Written to the cache</source>
        <translation>In den Cache geschrieben</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Zoom Timeline &amp;In</source>
        <translation>Zeitachse ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom Timeline &amp;Out</source>
        <translation>Zeitachse ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Zoom the timeline</source>
        <translation>Zeitachse vergrößern, verkleinern</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>Auf 100 % zoomen</translation>
    </message>
    <message>
        <source>[{column} is not valid JSON: {reason}]</source>
        <translation>[{column} ist kein gültiges JSON: {reason}]</translation>
    </message>
    <message>
        <source>[{column}: {shown} of {all}]</source>
        <translation>[{column}: {shown} von {all}]</translation>
    </message>
    <message>
        <source>a bar is {duration}</source>
        <translation>ein Balken: {duration}</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>ein Jahr</translation>
    </message>
    <message>
        <source>added line {number}: {text}</source>
        <translation>hinzugefügte Zeile {number}: {text}</translation>
    </message>
    <message>
        <source>against the text before it, kept with this version</source>
        <translation>gegen den Text davor, der mit dieser Fassung aufbewahrt ist</translation>
    </message>
    <message>
        <source>against the text before it, kept with this version; the version before holds something else</source>
        <translation>gegen den Text davor, der mit dieser Fassung aufbewahrt ist; die Fassung davor enthält etwas anderes</translation>
    </message>
    <message>
        <source>against the text it replaced</source>
        <translation>gegenüber dem Text, den sie ersetzt hat</translation>
    </message>
    <message>
        <source>against the text it replaced; the version before holds something else</source>
        <translation>gegenüber dem Text, den sie ersetzt hat; die Fassung davor enthält etwas anderes</translation>
    </message>
    <message>
        <source>against the version before</source>
        <translation>gegenüber der Fassung davor</translation>
    </message>
    <message>
        <source>against the version of {time}</source>
        <translation>gegen die Fassung von {time}</translation>
    </message>
    <message>
        <source>against the version of {time}, as chosen</source>
        <translation>gegen die Fassung von {time}, wie gewählt</translation>
    </message>
    <message>
        <source>agents</source>
        <comment>what is sorted by</comment>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>an unfinished last line</source>
        <translation>eine unfertige letzte Zeile</translation>
    </message>
    <message>
        <source>another file has its place</source>
        <translation>eine andere Datei hat ihren Platz</translation>
    </message>
    <message>
        <source>artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>artifacts</source>
        <comment>within a line</comment>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>as before</source>
        <comment>a file</comment>
        <translation>wie vorher</translation>
    </message>
    <message>
        <source>assistant</source>
        <comment>who speaks</comment>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>at most {cost}, at {time}</source>
        <translation>höchstens {cost}, um {time}</translation>
    </message>
    <message>
        <source>becomes {placeholder}
in {place}</source>
        <translation>wird zu {placeholder}
in {place}</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binär</translation>
    </message>
    <message>
        <source>bytes from {number} on</source>
        <translation>Bytes ab {number}</translation>
    </message>
    <message>
        <source>calls {tool} {argument}</source>
        <translation>ruft {tool} {argument} auf</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>a file</comment>
        <translation>geändert</translation>
    </message>
    <message>
        <source>completed</source>
        <comment>status</comment>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cost</source>
        <comment>what is sorted by</comment>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>cost of {count} unknown</source>
        <translation>Kosten von {count} unbekannt</translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>counted in %n</source>
        <translation>
            <numerusform>in %n gezählt</numerusform>
            <numerusform>in %n gezählt</numerusform>
        </translation>
    </message>
    <message>
        <source>created</source>
        <comment>status</comment>
        <translation>erstellt</translation>
    </message>
    <message>
        <source>created</source>
        <comment>what is sorted by</comment>
        <translation>Erstellung</translation>
    </message>
    <message>
        <source>d</source>
        <comment>days, after a number</comment>
        <translation>Tg.</translation>
    </message>
    <message>
        <source>deleted</source>
        <comment>a message</comment>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>differs from byte {number} on</source>
        <translation>unterscheidet sich ab Byte {number}</translation>
    </message>
    <message>
        <source>emptied</source>
        <comment>a file</comment>
        <translation>geleert</translation>
    </message>
    <message>
        <source>empty</source>
        <comment>a message</comment>
        <translation>leer</translation>
    </message>
    <message>
        <source>empty</source>
        <comment>an object or a list</comment>
        <translation>leer</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>error event</source>
        <translation>Fehlerereignis</translation>
    </message>
    <message>
        <source>events without ids</source>
        <translation>Ereignisse ohne Ids</translation>
    </message>
    <message>
        <source>exceeded</source>
        <translation>überschritten</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a tool call</comment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>status</comment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>failed agent</source>
        <translation>fehlgeschlagener Agent</translation>
    </message>
    <message>
        <source>failed tool result</source>
        <translation>fehlgeschlagener Werkzeugaufruf</translation>
    </message>
    <message>
        <source>failed: {text}</source>
        <translation>fehlgeschlagen: {text}</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>files</source>
        <comment>within a line</comment>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>first version: everything in it is new</source>
        <translation>erste Fassung: alles darin ist neu</translation>
    </message>
    <message>
        <source>folded: {line}</source>
        <translation>zugeklappt: {line}</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>from a newer version: {names}</source>
        <translation>aus einer neueren Version: {names}</translation>
    </message>
    <message>
        <source>from the beginning</source>
        <translation>von Anfang an</translation>
    </message>
    <message>
        <source>h</source>
        <comment>hours, after a number</comment>
        <translation>h</translation>
    </message>
    <message>
        <source>holds replacement characters: some of it was lost before it was stored</source>
        <translation>enthält Ersatzzeichen: Ein Teil ging vor dem Speichern verloren</translation>
    </message>
    <message>
        <source>idle</source>
        <comment>status</comment>
        <translation>untätig</translation>
    </message>
    <message>
        <source>image ({type})</source>
        <translation>Bild ({type})</translation>
    </message>
    <message>
        <source>it holds neither a history nor steps</source>
        <translation>enthält weder einen Verlauf noch Schritte</translation>
    </message>
    <message>
        <source>it holds no spans and no logs</source>
        <translation>enthält weder Spans noch Logs</translation>
    </message>
    <message>
        <source>it names no session</source>
        <translation>nennt keine Sitzung</translation>
    </message>
    <message>
        <source>iterations</source>
        <comment>what is sorted by</comment>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>its content was not recorded</source>
        <translation>der Inhalt wurde nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>its first bytes</source>
        <translation>die ersten Bytes</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>k</source>
        <comment>thousands, after a number</comment>
        <translation>k</translation>
    </message>
    <message>
        <source>last activity</source>
        <comment>what is sorted by</comment>
        <translation>letzte Aktivität</translation>
    </message>
    <message>
        <source>last author</source>
        <comment>what is sorted by</comment>
        <translation>letzter Verfasser</translation>
    </message>
    <message>
        <source>last time</source>
        <comment>what is sorted by</comment>
        <translation>letzte Zeit</translation>
    </message>
    <message numerus="yes">
        <source>left out: {path} and %n more, as {reason}</source>
        <translation>
            <numerusform>ausgelassen: {path} und %n weitere ({reason})</numerusform>
            <numerusform>ausgelassen: {path} und %n weitere ({reason})</numerusform>
        </translation>
    </message>
    <message>
        <source>left out: {path}, as {reason}</source>
        <translation>ausgelassen: {path} ({reason})</translation>
    </message>
    <message>
        <source>level {number}</source>
        <translation>Ebene {number}</translation>
    </message>
    <message>
        <source>line {number}: {text}</source>
        <translation>Zeile {number}: {text}</translation>
    </message>
    <message>
        <source>lines added</source>
        <comment>what is sorted by</comment>
        <translation>hinzugefügte Zeilen</translation>
    </message>
    <message>
        <source>lines end with {new}, before with {old}</source>
        <translation>Zeilen enden mit {new}, vorher mit {old}</translation>
    </message>
    <message numerus="yes">
        <source>lines of {some} of {all} versions, by %n agent(s)</source>
        <translation>
            <numerusform>Zeilen aus {some} von {all} Fassungen, von %n Agenten</numerusform>
            <numerusform>Zeilen aus {some} von {all} Fassungen, von %n Agenten</numerusform>
        </translation>
    </message>
    <message>
        <source>lines removed</source>
        <comment>what is sorted by</comment>
        <translation>entfernte Zeilen</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>log</source>
        <comment>a kind of file</comment>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>logs</source>
        <comment>within a line</comment>
        <translation>Protokolle</translation>
    </message>
    <message numerus="yes">
        <source>looking for more, %n session(s) so far</source>
        <translation>
            <numerusform>Suche läuft, bisher %n Sitzung</numerusform>
            <numerusform>Suche läuft, bisher %n Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird gesucht…</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>match</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>messages</source>
        <comment>what is sorted by</comment>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>messages that are no objects</source>
        <translation>Nachrichten, die keine Objekte sind</translation>
    </message>
    <message>
        <source>min</source>
        <comment>minutes, after a number</comment>
        <translation>min</translation>
    </message>
    <message numerus="yes">
        <source>more than %n line(s)</source>
        <translation>
            <numerusform>mehr als %n Zeile</numerusform>
            <numerusform>mehr als %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>moved</source>
        <comment>a file</comment>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>ms</source>
        <comment>milliseconds, after a number</comment>
        <translation>ms</translation>
    </message>
    <message>
        <source>name</source>
        <comment>what is sorted by</comment>
        <translation>Name</translation>
    </message>
    <message>
        <source>new</source>
        <comment>a file</comment>
        <translation>neu</translation>
    </message>
    <message>
        <source>no JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>no content</source>
        <comment>a file</comment>
        <translation>kein Inhalt</translation>
    </message>
    <message>
        <source>no file can have its name here</source>
        <translation>keine Datei kann hier so heißen</translation>
    </message>
    <message>
        <source>no longer in the store</source>
        <translation>nicht mehr im Speicher</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>keine Ausgabe</translation>
    </message>
    <message>
        <source>no result</source>
        <translation>kein Ergebnis</translation>
    </message>
    <message>
        <source>no result yet</source>
        <translation>noch kein Ergebnis</translation>
    </message>
    <message>
        <source>no tokens told</source>
        <translation>keine Token angegeben</translation>
    </message>
    <message>
        <source>none</source>
        <comment>costs</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>none</source>
        <comment>tokens</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none failed</source>
        <translation>keiner fehlgeschlagen</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine gefunden</translation>
    </message>
    <message>
        <source>not UTF-8 from byte {number} on</source>
        <translation>kein UTF-8 ab Byte {number}</translation>
    </message>
    <message>
        <source>not all of it is UTF-8</source>
        <translation>nicht alles ist UTF-8</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing on this side</source>
        <translation>nichts auf dieser Seite</translation>
    </message>
    <message>
        <source>nothing written</source>
        <translation>nichts geschrieben</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on, {size}</source>
        <translation>ein, {size}</translation>
    </message>
    <message numerus="yes">
        <source>only %n could be read</source>
        <translation>
            <numerusform>nur %n konnte gelesen werden</numerusform>
            <numerusform>nur %n konnten gelesen werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>opened as far as %n row(s)</source>
        <translation>
            <numerusform>aufgeklappt bis zu %n Zeile</numerusform>
            <numerusform>aufgeklappt bis zu %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>outputs without a path</source>
        <translation>Fassungen ohne Pfad</translation>
    </message>
    <message>
        <source>path</source>
        <comment>what is sorted by</comment>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>status</comment>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>pending: {names}</source>
        <translation>ausstehend: {names}</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>reading and writing</source>
        <translation>Lesen und Schreiben</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>removed line {number}: {text}</source>
        <translation>entfernte Zeile {number}: {text}</translation>
    </message>
    <message>
        <source>result: {text}</source>
        <translation>Ergebnis: {text}</translation>
    </message>
    <message>
        <source>running</source>
        <comment>status</comment>
        <translation>läuft</translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds, after a number</comment>
        <translation>s</translation>
    </message>
    <message>
        <source>searched {share}</source>
        <translation>{share} durchsucht</translation>
    </message>
    <message>
        <source>spans without ids</source>
        <translation>Spans ohne Ids</translation>
    </message>
    <message>
        <source>status</source>
        <comment>what is sorted by</comment>
        <translation>Status</translation>
    </message>
    <message>
        <source>status unknown</source>
        <translation>Status unbekannt</translation>
    </message>
    <message>
        <source>stopped</source>
        <comment>status</comment>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>system</source>
        <comment>who speaks</comment>
        <translation>System</translation>
    </message>
    <message>
        <source>the amount of white space ignored</source>
        <translation>Menge des Leerraums ignoriert</translation>
    </message>
    <message>
        <source>the cost of all is unknown</source>
        <translation>die Kosten aller sind unbekannt</translation>
    </message>
    <message>
        <source>the expression takes too long</source>
        <translation>der Ausdruck dauert zu lange</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>die Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>the first {size} are shown</source>
        <translation>die ersten {size} werden gezeigt</translation>
    </message>
    <message>
        <source>the first {size} of {column} are shown</source>
        <translation>die ersten {size} von {column} werden gezeigt</translation>
    </message>
    <message>
        <source>the sample store</source>
        <translation>Beispielspeicher</translation>
    </message>
    <message>
        <source>thinks: {text}</source>
        <translation>denkt nach: {text}</translation>
    </message>
    <message>
        <source>too long to stand here: choose it in the list</source>
        <translation>zu lang für hier: in der Liste auswählen</translation>
    </message>
    <message>
        <source>tool</source>
        <comment>who speaks</comment>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>tool call</source>
        <translation>Werkzeugaufruf</translation>
    </message>
    <message>
        <source>unfolded: {line}</source>
        <translation>aufgeklappt: {line}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>k. A.</translation>
    </message>
    <message>
        <source>unknown kind of record, kept as an event</source>
        <translation>unbekannte Art von Eintrag, als Ereignis behalten</translation>
    </message>
    <message>
        <source>unrecorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>user</source>
        <comment>who speaks</comment>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>user message</source>
        <translation>Nutzernachricht</translation>
    </message>
    <message>
        <source>version {number} of {all} · by {agent}, {time}</source>
        <translation>Fassung {number} von {all} · von {agent}, {time}</translation>
    </message>
    <message>
        <source>versions</source>
        <comment>what is sorted by</comment>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>very long</source>
        <comment>a file</comment>
        <translation>sehr lang</translation>
    </message>
    <message>
        <source>white space at the end of lines ignored</source>
        <translation>Leerraum am Zeilenende ignoriert</translation>
    </message>
    <message>
        <source>white space ignored</source>
        <translation>Leerraum ignoriert</translation>
    </message>
    <message>
        <source>with Shift</source>
        <translation>mit Umschalt</translation>
    </message>
    <message>
        <source>without a path</source>
        <comment>within a line</comment>
        <translation>ohne Pfad</translation>
    </message>
    <message>
        <source>working</source>
        <comment>status</comment>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>written by no recorded version</source>
        <translation>von keiner aufgezeichneten Fassung geschrieben</translation>
    </message>
    <message>
        <source>written since: Enter in the list shows it</source>
        <translation>seither geschrieben: Eingabe in der Liste zeigt es</translation>
    </message>
    <message>
        <source>{against}; one in between holds no content</source>
        <translation>{against}; eine dazwischen hat keinen Inhalt</translation>
    </message>
    <message>
        <source>{against}; those in between hold no content</source>
        <translation>{against}; die dazwischen haben keinen Inhalt</translation>
    </message>
    <message>
        <source>{agent}, which is not in this store</source>
        <translation>{agent}, nicht in diesem Speicher</translation>
    </message>
    <message>
        <source>{column} is not valid JSON</source>
        <translation>{column} ist kein gültiges JSON</translation>
    </message>
    <message>
        <source>{cost} by {prices}</source>
        <translation>{cost} nach {prices}</translation>
    </message>
    <message>
        <source>{cost} in all that is known</source>
        <translation>{cost}, soweit bekannt</translation>
    </message>
    <message>
        <source>{cost}, and what {count} of them cost is unknown</source>
        <translation>{cost}; von {count} davon sind die Kosten unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>{count} agent(s)</source>
        <translation>
            <numerusform>{count} Agent</numerusform>
            <numerusform>{count} Agenten</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} cache read</source>
        <comment>tokens</comment>
        <translation>{count} Cache gelesen</translation>
    </message>
    <message>
        <source>{count} cache write</source>
        <comment>tokens</comment>
        <translation>{count} Cache geschrieben</translation>
    </message>
    <message>
        <source>{count} characters are too many to be read as JSON</source>
        <translation>{count} Zeichen sind zu viele, um als JSON gelesen zu werden</translation>
    </message>
    <message>
        <source>{count} errors here</source>
        <translation>{count} Fehler hier</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{count} in</source>
        <comment>tokens</comment>
        <translation>{count} ein</translation>
    </message>
    <message numerus="yes">
        <source>{count} iteration(s)</source>
        <translation>
            <numerusform>{count} Iteration</numerusform>
            <numerusform>{count} Iterationen</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} iterations</source>
        <translation>Iterationen: {count}</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s)</source>
        <translation>
            <numerusform>{count} Nachricht</numerusform>
            <numerusform>{count} Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) shown</source>
        <translation>
            <numerusform>{count} Nachricht gezeigt</numerusform>
            <numerusform>{count} Nachrichten gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>{count} more messages are too much for the clipboard</source>
        <translation>{count} weitere Nachrichten sind zu viel für die Zwischenablage</translation>
    </message>
    <message>
        <source>{count} other</source>
        <comment>tokens</comment>
        <translation>{count} sonstige</translation>
    </message>
    <message>
        <source>{count} out</source>
        <comment>tokens</comment>
        <translation>{count} aus</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>Token: {count}</translation>
    </message>
    <message>
        <source>{count} tokens: {kinds}</source>
        <translation>{count} Token: {kinds}</translation>
    </message>
    <message>
        <source>{count} working</source>
        <translation>{count} in Arbeit</translation>
    </message>
    <message numerus="yes">
        <source>{count}, %n different</source>
        <translation>
            <numerusform>{count}, %n verschiedener</numerusform>
            <numerusform>{count}, %n verschiedene</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s)</source>
        <translation>
            <numerusform>{done} von %n Datei</numerusform>
            <numerusform>{done} von %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
    <message>
        <source>{duration} later</source>
        <translation>{duration} später</translation>
    </message>
    <message>
        <source>{fact}; it may have been deleted, or the address is another store&apos;s.</source>
        <translation>{fact}; vielleicht wurde es gelöscht, oder die Adresse gehört zu einem anderen Speicher.</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}.</source>
        <translation>{file} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>{folder} (gone)</source>
        <translation>{folder} (nicht mehr da)</translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n agent(s)</source>
        <translation>
            <numerusform>{found} von %n Agent</numerusform>
            <numerusform>{found} von %n Agenten</numerusform>
        </translation>
    </message>
    <message>
        <source>{kind} is right: the content is what was recorded</source>
        <translation>{kind} stimmt: Der Inhalt ist der aufgezeichnete</translation>
    </message>
    <message>
        <source>{kind} is wrong: the content has {found}…, not what was recorded</source>
        <translation>{kind} stimmt nicht: Der Inhalt hat {found}…, nicht das Aufgezeichnete</translation>
    </message>
    <message>
        <source>{known}; {count} replies have no cost</source>
        <translation>{known}; Antworten ohne Kostenangabe: {count}</translation>
    </message>
    <message>
        <source>{masked}   in   …{before} ▮ {after}…</source>
        <translation>{masked}   in   …{before} ▮ {after}…</translation>
    </message>
    <message>
        <source>{migration} would keep writers of {path} waiting for more than {limit} s and was put off; queries are slower until &apos;constellation-db migrate&apos; is run at a quiet time with --no-time-limit.</source>
        <translation>{migration} würde alle, die in {path} schreiben, länger als {limit} s warten lassen und wurde aufgeschoben; Abfragen sind langsamer, bis &apos;constellation-db migrate&apos; zu ruhiger Zeit mit --no-time-limit läuft.</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <comment>the end of a list</comment>
        <translation>{names} und {last}</translation>
    </message>
    <message>
        <source>{name} (read-only)</source>
        <translation>{name} (nur lesend)</translation>
    </message>
    <message>
        <source>{name} alone</source>
        <translation>{name} allein</translation>
    </message>
    <message>
        <source>{name} and all agents that it started</source>
        <translation>{name} und alle Agenten, die er gestartet hat</translation>
    </message>
    <message>
        <source>{name} as of {time}</source>
        <translation>{name}, Stand {time}</translation>
    </message>
    <message>
        <source>{name} is being prepared for fast reading: indexes are added, after a verified copy of the store was put beside it. It can be read meanwhile, only slower.</source>
        <translation>{name} wird für schnelles Lesen vorbereitet: Indizes kommen hinzu, nachdem eine geprüfte Kopie daneben abgelegt wurde. Lesen geht inzwischen, nur langsamer.</translation>
    </message>
    <message>
        <source>{name} is prepared for fast reading; the copy from before is beside it</source>
        <translation>{name} ist für schnelles Lesen vorbereitet; die Kopie von vorher liegt daneben</translation>
    </message>
    <message>
        <source>{name} is {value}; it must be a finite number or None.</source>
        <translation>{name} ist {value}; nötig ist eine endliche Zahl oder None.</translation>
    </message>
    <message>
        <source>{name} is {value}; it must be a whole number from 0.</source>
        <translation>{name} ist {value}; nötig ist eine ganze Zahl ab 0.</translation>
    </message>
    <message>
        <source>{name} is {value}; it must be one of {known}.</source>
        <translation>{name} ist {value}; nötig ist eines von {known}.</translation>
    </message>
    <message>
        <source>{name} is {value}; it must be text or None.</source>
        <translation>{name} ist {value}; nötig ist Text oder None.</translation>
    </message>
    <message>
        <source>{name} must be given.</source>
        <translation>{name} muss angegeben werden.</translation>
    </message>
    <message>
        <source>{name} was left as it is and is open for reading only; reading may be slower.</source>
        <translation>{name} wurde gelassen, wie er ist, und ist nur zum Lesen offen; Lesen kann langsamer sein.</translation>
    </message>
    <message>
        <source>{name} · {size} · as of {time}</source>
        <translation>{name} · {size} · Stand {time}</translation>
    </message>
    <message numerus="yes">
        <source>{number} of %n file(s)</source>
        <translation>
            <numerusform>{number} von %n Datei</numerusform>
            <numerusform>{number} von %n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{number} of %n version(s)</source>
        <translation>
            <numerusform>{number} von %n Fassung</numerusform>
            <numerusform>{number} von %n Fassungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{number} of the newest %n version(s)</source>
        <translation>
            <numerusform>{number} von der neuesten %n Fassung</numerusform>
            <numerusform>{number} von den neuesten %n Fassungen</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} von {all}</translation>
    </message>
    <message>
        <source>{number} of {all} applied</source>
        <translation>{number} von {all} angewandt</translation>
    </message>
    <message numerus="yes">
        <source>{pages} × %n bytes</source>
        <translation>
            <numerusform>{pages} × %n Byte</numerusform>
            <numerusform>{pages} × %n Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} (gone)</source>
        <translation>{path} (fehlt)</translation>
    </message>
    <message>
        <source>{path} (new)</source>
        <translation>{path} (neu)</translation>
    </message>
    <message>
        <source>{path} (open)</source>
        <translation>{path} (offen)</translation>
    </message>
    <message>
        <source>{path} and {count} more</source>
        <translation>{path} und {count} weitere</translation>
    </message>
    <message>
        <source>{path} cannot be created: its folder may not be written; choose another place.</source>
        <translation>{path} lässt sich nicht anlegen: der Ordner ist nicht beschreibbar; einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{path} cannot be opened; check that it and its folder may be read and written.</source>
        <translation>{path} lässt sich nicht öffnen; prüfen, ob die Datei und ihr Ordner lesbar und beschreibbar sind.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({detail}).</source>
        <translation>{path} lässt sich nicht lesen ({detail}).</translation>
    </message>
    <message>
        <source>{path} cannot be read ({detail}); check the disk it lies on.</source>
        <translation>{path} lässt sich nicht lesen ({detail}); den Datenträger prüfen, auf dem die Datei liegt.</translation>
    </message>
    <message>
        <source>{path} cannot be used: {detail}.</source>
        <translation>{path} ist nicht zu gebrauchen: {detail}.</translation>
    </message>
    <message>
        <source>{path} cannot be written by you; it is open for reading only.</source>
        <translation>{path} ist für Sie nicht beschreibbar und nur zum Lesen offen.</translation>
    </message>
    <message>
        <source>{path} cannot be written: the disk is full or a size limit is reached; free some space.</source>
        <translation>{path} ist nicht beschreibbar: der Datenträger ist voll oder eine Größengrenze erreicht; Platz schaffen.</translation>
    </message>
    <message>
        <source>{path} cannot be written; open it for reading only, or check who may write it.</source>
        <translation>{path} ist nicht beschreibbar; nur zum Lesen öffnen oder prüfen, wer schreiben darf.</translation>
    </message>
    <message>
        <source>{path} cannot grow: the disk is full; free some space and try again.</source>
        <translation>{path} kann nicht wachsen: der Datenträger ist voll; Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>{path} does not exist, nor does its folder; check the path.</source>
        <translation>{path} gibt es nicht, auch den Ordner nicht; den Pfad prüfen.</translation>
    </message>
    <message>
        <source>{path} does not exist: a part of it is no folder.</source>
        <translation>{path} gibt es nicht: ein Teil davon ist kein Ordner.</translation>
    </message>
    <message>
        <source>{path} does not exist; check the path.</source>
        <translation>{path} gibt es nicht; den Pfad prüfen.</translation>
    </message>
    <message>
        <source>{path} exists already; choose a new name for the sample store.</source>
        <translation>{path} gibt es schon; einen neuen Namen für den Beispielspeicher wählen.</translation>
    </message>
    <message>
        <source>{path} is a database without tables; open it for writing to make it a new store.</source>
        <translation>{path} ist eine Datenbank ohne Tabellen; zum Schreiben öffnen, damit daraus ein neuer Speicher wird.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose the file of a store.</source>
        <translation>{path} ist ein Ordner; die Datei eines Speichers wählen.</translation>
    </message>
    <message>
        <source>{path} is a folder; name a file in it.</source>
        <translation>{path} ist ein Ordner; eine Datei darin nennen.</translation>
    </message>
    <message>
        <source>{path} is a folder; name the file of a store.</source>
        <translation>{path} ist ein Ordner; die Datei eines Speichers nennen.</translation>
    </message>
    <message>
        <source>{path} is another application&apos;s database, no Constellation store; choose another file.</source>
        <translation>{path} ist die Datenbank einer anderen Anwendung, kein Speicher von Constellation; eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{path} is being migrated by another process; try again when it is done.</source>
        <translation>{path} wird gerade von einem anderen Prozess migriert; erneut versuchen, wenn er fertig ist.</translation>
    </message>
    <message>
        <source>{path} is being written already; wait for that or choose another file.</source>
        <translation>{path} wird bereits geschrieben; darauf warten oder eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{path} is cut short after {size} bytes; restore it from a backup.</source>
        <translation>{path} bricht nach {size} Bytes ab; aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>{path} is cut short: {size} of {whole} bytes are there; restore it from a backup.</source>
        <translation>{path} ist unvollständig: {size} von {whole} Bytes sind da; aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>{path} is damaged ({detail}); restore a backup, or recover what is readable with &apos;sqlite3 FILE .recover&apos;.</source>
        <translation>{path} ist beschädigt ({detail}); eine Sicherung wiederherstellen oder mit &apos;sqlite3 FILE .recover&apos; retten, was lesbar ist.</translation>
    </message>
    <message>
        <source>{path} is damaged, and so would be its copy ({detail}); restore a backup, or recover what is readable with &apos;sqlite3 FILE .recover&apos;.</source>
        <translation>{path} ist beschädigt, und so wäre es auch die Kopie ({detail}); eine Sicherung wiederherstellen oder mit &apos;sqlite3 FILE .recover&apos; retten, was lesbar ist.</translation>
    </message>
    <message>
        <source>{path} is empty; open it for writing to make it a new store.</source>
        <translation>{path} ist leer; zum Schreiben öffnen, damit daraus ein neuer Speicher wird.</translation>
    </message>
    <message>
        <source>{path} is in use; close it in every program, end the runs that write it, and try again.</source>
        <translation>{path} ist in Gebrauch; in allen Programmen schließen, die Läufe beenden, die hineinschreiben, und erneut versuchen.</translation>
    </message>
    <message>
        <source>{path} is locked by another connection of this process; try again when it is done.</source>
        <translation>{path} ist von einer anderen Verbindung dieses Prozesses gesperrt; erneut versuchen, wenn sie fertig ist.</translation>
    </message>
    <message>
        <source>{path} is locked by another process; try again when it has finished writing.</source>
        <translation>{path} ist von einem anderen Prozess gesperrt; erneut versuchen, wenn er fertig geschrieben hat.</translation>
    </message>
    <message>
        <source>{path} is not an SQLite database; choose a Constellation store.</source>
        <translation>{path} ist keine SQLite-Datenbank; einen Speicher von Constellation wählen.</translation>
    </message>
    <message>
        <source>{path} is not ready for an import; run &apos;constellation-db migrate&apos; at a quiet time with --no-time-limit.</source>
        <translation>{path} ist noch nicht bereit für einen Import; &apos;constellation-db migrate&apos; zu ruhiger Zeit mit --no-time-limit ausführen.</translation>
    </message>
    <message>
        <source>{path} is not there any more; what is shown is what was read before.</source>
        <translation>{path} ist nicht mehr da; gezeigt wird, was vorher gelesen wurde.</translation>
    </message>
    <message>
        <source>{path} is open for reading only in another window, and therefore here too; close it there to write to it.</source>
        <translation>{path} ist in einem anderen Fenster nur zum Lesen offen und deshalb auch hier; dort schließen, um hineinzuschreiben.</translation>
    </message>
    <message>
        <source>{path} is open for reading only; open it for writing to change it.</source>
        <translation>{path} ist nur zum Lesen offen; zum Ändern zum Schreiben öffnen.</translation>
    </message>
    <message>
        <source>{path} is opened and closed by writers all the time; try again later.</source>
        <translation>{path} wird ständig zum Schreiben geöffnet und geschlossen; später erneut versuchen.</translation>
    </message>
    <message>
        <source>{path} is the store itself; choose another file.</source>
        <translation>{path} ist der Speicher selbst; eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{path} is the store itself; choose the backup to restore.</source>
        <translation>{path} ist der Speicher selbst; die Sicherung wählen, die wiederhergestellt werden soll.</translation>
    </message>
    <message>
        <source>{path} lies on read-only media; choose another place.</source>
        <translation>{path} liegt auf einem Datenträger, der nur lesbar ist; einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{path} may not be opened; check who may read it.</source>
        <translation>{path} darf nicht geöffnet werden; prüfen, wer die Datei lesen darf.</translation>
    </message>
    <message>
        <source>{path} may not be read; check who may read it.</source>
        <translation>{path} darf nicht gelesen werden; prüfen, wer die Datei lesen darf.</translation>
    </message>
    <message>
        <source>{path} was last migrated by {migration}, which this version does not know; use the version that made it.</source>
        <translation>{path} wurde zuletzt von {migration} migriert, was diese Version nicht kennt; die Version verwenden, von der das stammt.</translation>
    </message>
    <message>
        <source>{path} was left in the middle of a write; open it once for writing to recover it.</source>
        <translation>{path} wurde mitten im Schreiben verlassen; einmal zum Schreiben öffnen, um den Speicher wiederherzustellen.</translation>
    </message>
    <message>
        <source>{path} was migrated by a newer version ({migrations}); it can be read, but not written: update Constellation.</source>
        <translation>{path} wurde von einer neueren Version migriert ({migrations}); lesen ist möglich, schreiben nicht: Constellation aktualisieren.</translation>
    </message>
    <message>
        <source>{path} was replaced by another file; what is shown is from the one before.</source>
        <translation>{path} wurde durch eine andere Datei ersetzt; gezeigt wird, was in der vorigen stand.</translation>
    </message>
    <message>
        <source>{place} does not exist; name a session file or a folder of them.</source>
        <translation>{place} gibt es nicht; eine Sitzungsdatei oder einen Ordner damit nennen.</translation>
    </message>
    <message>
        <source>{place} holds no session of any of these: {known}.</source>
        <translation>{place} enthält keine Sitzung von einem von diesen: {known}.</translation>
    </message>
    <message>
        <source>{problem} at character {number}.</source>
        <translation>{problem}, an Zeichen {number}.</translation>
    </message>
    <message>
        <source>{said}, as it was in {path}</source>
        <translation>{said}, wie es in {path} stand</translation>
    </message>
    <message>
        <source>{scheme}:// stores are not supported; give a path or a sqlite:///PATH address.</source>
        <translation>Speicher unter {scheme}:// werden nicht unterstützt; einen Pfad oder eine Adresse sqlite:///PATH angeben.</translation>
    </message>
    <message numerus="yes">
        <source>{size} (%n bytes)</source>
        <translation>
            <numerusform>{size} (%n Byte)</numerusform>
            <numerusform>{size} (%n Byte)</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} are too much for the clipboard; save this version as a file instead.</source>
        <translation>{size} sind zu viel für die Zwischenablage; diese Fassung stattdessen als Datei speichern.</translation>
    </message>
    <message>
        <source>{size} more on this line are not shown; copying it copies all of it.</source>
        <translation>{size} mehr in dieser Zeile werden nicht gezeigt; beim Kopieren ist alles dabei.</translation>
    </message>
    <message>
        <source>{size} new</source>
        <translation>{size} neu</translation>
    </message>
    <message>
        <source>{start} to {end}, {between}</source>
        <translation>{start} bis {end}, {between}</translation>
    </message>
    <message>
        <source>{state}, binary</source>
        <translation>{state}, binär</translation>
    </message>
    <message>
        <source>{store} has no agent {id}</source>
        <translation>In {store} gibt es keinen Agenten {id}</translation>
    </message>
    <message>
        <source>{store} has no event {id}</source>
        <translation>In {store} gibt es kein Ereignis {id}</translation>
    </message>
    <message>
        <source>{store} has no message {id}</source>
        <translation>In {store} gibt es keine Nachricht {id}</translation>
    </message>
    <message>
        <source>{store} has no output {id}</source>
        <translation>In {store} gibt es keine Fassung {id}</translation>
    </message>
    <message>
        <source>{store} has no project {id}</source>
        <translation>In {store} gibt es kein Projekt {id}</translation>
    </message>
    <message>
        <source>{table} has no column {names}; it has {known}.</source>
        <translation>{table} hat keine Spalte {names}; es gibt {known}.</translation>
    </message>
    <message>
        <source>{table} has no row {id}; nothing was changed.</source>
        <translation>{table} hat keine Zeile {id}; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>vor {time}</translation>
    </message>
    <message>
        <source>{used} of {limit}</source>
        <translation>{used} von {limit}</translation>
    </message>
    <message>
        <source>{used} of “{limit}”, which is no limit</source>
        <translation>{used} von „{limit}“, was keine Grenze ist</translation>
    </message>
    <message>
        <source>{value} is no time; give a datetime or ISO 8601 text.</source>
        <translation>{value} ist keine Zeit; als datetime oder als Text nach ISO 8601 angeben.</translation>
    </message>
    <message>
        <source>{version} could not be copied. {problem}</source>
        <translation>{version} konnte nicht kopiert werden. {problem}</translation>
    </message>
    <message>
        <source>{version} could not be followed. {problem}</source>
        <translation>{version} konnte nicht verfolgt werden. {problem}</translation>
    </message>
    <message>
        <source>{version} could not be opened. {problem}</source>
        <translation>{version} konnte nicht geöffnet werden. {problem}</translation>
    </message>
    <message>
        <source>{version} is saved as {file}: {size}</source>
        <translation>{version} ist gespeichert als {file}: {size}</translation>
    </message>
    <message>
        <source>{version} was not saved. {problem}</source>
        <translation>{version} wurde nicht gespeichert. {problem}</translation>
    </message>
    <message>
        <source>{work}, progress</source>
        <translation>{work}, Fortschritt</translation>
    </message>
    <message>
        <source>… ({count} characters)</source>
        <translation>… ({count} Zeichen)</translation>
    </message>
    <message>
        <source>← result</source>
        <translation>← Ergebnis</translation>
    </message>
    <message>
        <source>↑ ↓ Home End</source>
        <translation>↑ ↓ Pos1 Ende</translation>
    </message>
    <message>
        <source>⊘ no line feed at the end</source>
        <translation>⊘ kein Zeilenvorschub am Ende</translation>
    </message>
    <message numerus="yes">
        <source>⋯ %n unchanged line(s)</source>
        <translation>
            <numerusform>⋯ %n unveränderte Zeile</numerusform>
            <numerusform>⋯ %n unveränderte Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⋯ %n unchanged line(s) to the end</source>
        <translation>
            <numerusform>⋯ %n unveränderte Zeile bis zum Ende</numerusform>
            <numerusform>⋯ %n unveränderte Zeilen bis zum Ende</numerusform>
        </translation>
    </message>
    <message>
        <source>⋯ {count} more</source>
        <comment>members of JSON</comment>
        <translation>⋯ {count} weitere</translation>
    </message>
    <message>
        <source>⋯ {size} more on this line</source>
        <translation>⋯ {size} mehr in dieser Zeile</translation>
    </message>
    <message>
        <source>✖ failed</source>
        <translation>✖ fehlgeschlagen</translation>
    </message>
</context>
</TS>
