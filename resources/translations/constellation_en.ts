<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n agent(s)</source>
        <translation>
            <numerusform>%n agent</numerusform>
            <numerusform>%n agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error event(s)</source>
        <translation>
            <numerusform>%n error event</numerusform>
            <numerusform>%n error events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed agent(s)</source>
        <translation>
            <numerusform>%n failed agent</numerusform>
            <numerusform>%n failed agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed tool result(s)</source>
        <translation>
            <numerusform>%n failed tool result</numerusform>
            <numerusform>%n failed tool results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) saved in {folder}</source>
        <translation>
            <numerusform>%n file is saved in {folder}</numerusform>
            <numerusform>%n files are saved in {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grown</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n grown</numerusform>
            <numerusform>%n grown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n imported</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n imported</numerusform>
            <numerusform>%n imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) have no readable time.</source>
        <translation>
            <numerusform>%n message has no readable time.</numerusform>
            <numerusform>%n messages have no readable time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more above</source>
        <translation>
            <numerusform>%n more above</numerusform>
            <numerusform>%n more above</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s) below</source>
        <translation>
            <numerusform>%n new message below</numerusform>
            <numerusform>%n new messages below</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new ↓</source>
        <translation>
            <numerusform>%n new ↓</numerusform>
            <numerusform>%n new ↓</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <comment>agents</comment>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) would be replaced, the same by the same everywhere. Pictures are not looked into; look through what you share.</source>
        <translation>
            <numerusform>%n places would be replaced, the same by the same everywhere. Pictures are not looked into; look through what you share.</numerusform>
            <numerusform>%n places would be replaced, the same by the same everywhere. Pictures are not looked into; look through what you share.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n project(s)</source>
        <translation>
            <numerusform>%n project</numerusform>
            <numerusform>%n projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n unchanged line</numerusform>
            <numerusform>%n unchanged lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user message(s)</source>
        <translation>
            <numerusform>%n user message</numerusform>
            <numerusform>%n user messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) and more</source>
        <translation>
            <numerusform>%n version and more</numerusform>
            <numerusform>%n versions and more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) by these agents</source>
        <translation>
            <numerusform>%n version by these agents</numerusform>
            <numerusform>%n versions by these agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>2 of %n version(s) compared</source>
        <translation>
            <numerusform>2 of %n versions compared</numerusform>
            <numerusform>2 of %n versions compared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Coding agents left %n session(s) ({size}) on this computer: import them to see them here. Nothing leaves the computer.</source>
        <translation>
            <numerusform>Coding agents left %n session ({size}) on this computer: import them to see them here. Nothing leaves the computer.</numerusform>
            <numerusform>Coding agents left %n sessions ({size}) on this computer: import them to see them here. Nothing leaves the computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finding out who wrote each line… {done} of %n version(s)</source>
        <translation>
            <numerusform>Finding out who wrote each line… {done} of %n versions</numerusform>
            <numerusform>Finding out who wrote each line… {done} of %n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Following: %n new message(s)</source>
        <translation>
            <numerusform>Following: %n new message</numerusform>
            <numerusform>Following: %n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n agent(s) is what the filter asks for.</source>
        <translation>
            <numerusform>None of the %n agents is what the filter asks for.</numerusform>
            <numerusform>None of the %n agents is what the filter asks for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n path(s) is like that.</source>
        <translation>
            <numerusform>None of the %n paths is like that.</numerusform>
            <numerusform>None of the %n paths is like that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n session(s) has this text in it.</source>
        <translation>
            <numerusform>None of the %n session has this text in it.</numerusform>
            <numerusform>None of the %n sessions has this text in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open the conversation (%n message(s))</source>
        <translation>
            <numerusform>Open the conversation (%n message)</numerusform>
            <numerusform>Open the conversation (%n messages)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Patch of %n file(s) in {file}</source>
        <translation>
            <numerusform>Patch of %n file in {file}</numerusform>
            <numerusform>Patch of %n files in {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more line(s)</source>
        <translation>
            <numerusform>Show %n more line</numerusform>
            <numerusform>Show %n more lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n line(s)</source>
        <translation>
            <numerusform>Show all %n line</numerusform>
            <numerusform>Show all %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show the first %n line(s)</source>
        <translation>
            <numerusform>Show the first %n line</numerusform>
            <numerusform>Show the first %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sorted as far as lines are counted; %n path(s) to go</source>
        <translation>
            <numerusform>Sorted as far as lines are counted; %n path to go</numerusform>
            <numerusform>Sorted as far as lines are counted; %n paths to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The cost of %n reply(s) is unknown: dots below the line.</source>
        <translation>
            <numerusform>The cost of %n reply is unknown: dots below the line.</numerusform>
            <numerusform>The cost of %n replies is unknown: dots below the line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The store has all there is of %n session(s).</source>
        <translation>
            <numerusform>The store has all there is of %n session.</numerusform>
            <numerusform>The store has all there is of %n sessions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>counted in %n</source>
        <translation>
            <numerusform>counted in %n</numerusform>
            <numerusform>counted in %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>left out: {path} and %n more, as {reason}</source>
        <translation>
            <numerusform>left out: {path} and %n more, as {reason}</numerusform>
            <numerusform>left out: {path} and %n more, as {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lines of {some} of {all} versions, by %n agent(s)</source>
        <translation>
            <numerusform>lines of {some} of {all} versions, by %n agent</numerusform>
            <numerusform>lines of {some} of {all} versions, by %n agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>looking for more, %n session(s) so far</source>
        <translation>
            <numerusform>looking for more, %n session so far</numerusform>
            <numerusform>looking for more, %n sessions so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n line(s)</source>
        <translation>
            <numerusform>more than %n line</numerusform>
            <numerusform>more than %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n could be read</source>
        <translation>
            <numerusform>only %n could be read</numerusform>
            <numerusform>only %n could be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>opened as far as %n row(s)</source>
        <translation>
            <numerusform>opened as far as %n row</numerusform>
            <numerusform>opened as far as %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} agent(s)</source>
        <translation>
            <numerusform>{count} agent</numerusform>
            <numerusform>{count} agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} iteration(s)</source>
        <translation>
            <numerusform>{count} iteration</numerusform>
            <numerusform>{count} iterations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s)</source>
        <translation>
            <numerusform>{count} message</numerusform>
            <numerusform>{count} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) shown</source>
        <translation>
            <numerusform>{count} message shown</numerusform>
            <numerusform>{count} messages shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count}, %n different</source>
        <translation>
            <numerusform>{count}, %n different</numerusform>
            <numerusform>{count}, %n different</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s)</source>
        <translation>
            <numerusform>{done} of %n file</numerusform>
            <numerusform>{done} of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n agent(s)</source>
        <translation>
            <numerusform>{found} of %n agent</numerusform>
            <numerusform>{found} of %n agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{number} of %n file(s)</source>
        <translation>
            <numerusform>{number} of %n files</numerusform>
            <numerusform>{number} of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{number} of %n version(s)</source>
        <translation>
            <numerusform>{number} of %n versions</numerusform>
            <numerusform>{number} of %n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{number} of the newest %n version(s)</source>
        <translation>
            <numerusform>{number} of the newest %n versions</numerusform>
            <numerusform>{number} of the newest %n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{pages} × %n bytes</source>
        <translation>
            <numerusform>{pages} × %n bytes</numerusform>
            <numerusform>{pages} × %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} (%n bytes)</source>
        <translation>
            <numerusform>{size} (%n bytes)</numerusform>
            <numerusform>{size} (%n bytes)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⋯ %n unchanged line(s)</source>
        <translation>
            <numerusform>⋯ %n unchanged line</numerusform>
            <numerusform>⋯ %n unchanged lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⋯ %n unchanged line(s) to the end</source>
        <translation>
            <numerusform>⋯ %n unchanged line to the end</numerusform>
            <numerusform>⋯ %n unchanged lines to the end</numerusform>
        </translation>
    </message>
</context>
</TS>
