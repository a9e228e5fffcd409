import { connectingTexts } from './connecting-es.ts';
import { rollupTexts } from './rollup-es.ts';
import { scriptTexts } from './script-es.ts';
import { sharingTexts } from './sharing-es.ts';
import type { MessageTable } from './words.ts';

/**
 * Everything that the planner says about a plan, in the Spanish of Latin America as it is written in the United States; people are addressed as usted.
 * How to add a text: see en.ts.
 *
 * One word for one idea, here and in definitions-es.ts:
 *
 * | English | Spanish | | English | Spanish |
 * | --- | --- | --- | --- | --- |
 * | placement | colocación | | amount (of money) | monto |
 * | match, direct match | vincular, vinculación directa | | funder | financiador |
 * | training, to train | capacitación, capacitar | | source, grant | fuente, subvención |
 * | intake, seat | grupo de ingreso, cupo | | goal, target | meta, objetivo |
 * | to complete, completer | egresar, quien egresa | | share, rate | proporción, tasa |
 * | to apply (for a place) | postularse | | to apply (for money) | solicitar |
 * | opening, role (a job) | vacante, puesto | | to plan | planear |
 * | role (a responsibility) | función | | segment | grupo |
 * | partner, provider | socio, proveedor | | tab, row, cell, header | pestaña, fila, celda, encabezado |
 * | workforce board | junta de fuerza laboral | | finding, error, warning, hint | hallazgo, error, advertencia, sugerencia |
 * | to commit | comprometerse | | to waive, waiver | eximir, exención |
 * | to mend | corregir | | set aside | descartar, descartado |
 *
 * - What belongs to people who are counted is feminine, for it is said of personas: "12 colocadas", "3 listas"
 * - A header before what was found is followed by a colon, since it may itself end in a verb or a preposition: "Empieza el: dice …"
 * - Quotation marks are "…" as in the sheet; numbers, money and days as formatLocales has them
 */
export const es: MessageTable = {
  words: {
    quoted: '"{text}"',
    answerTo: 'La respuesta a "{question}"',
    waivedCount: '{count, plural, one {# advertencia exenta} other {# advertencias exentas}}',
    waives: 'Exenta mientras no cambie lo que señala: {rule} {mark}',
    waiverEnded: 'Exenta hasta que cambió lo que señalaba: {rule} {mark}',
    rowsGone: '{table}: {gone, number} de {of, number} filas',
    sectionOf: '{tab} ({noun})',
    sentence: '{text}.',
    row: 'Fila {row}',
    everybody: 'Total',
    others: 'Otras personas',
    nothing: 'Ninguno',
    more: '{count, plural, other {# más}}',
    ok: 'Bien',
    errors: '{count, plural, one {# error} other {# errores}}',
    warnings: '{count, plural, one {# advertencia} other {# advertencias}}',
    hints: '{count, plural, one {# sugerencia} other {# sugerencias}}',
    error: 'Error',
    warning: 'Advertencia',
    info: 'Sugerencia',
    fromCells: '{how}. De {cells}',
    chanceOfGoal: 'Como máximo {chance}; se quiere {wanted}. Es menor en {stage}, con {planned, number} en el plan',
    inColumns: '{findings}: {columns}',
    titled: '{title}: {text}',
    inMenu: '{menu} > {item}',
    unannounced: '{time}. No se había avisado al planificador: elija TechHire > Conectar',
    ownNoteBelow: '— su propia nota va debajo de esta línea —',
  },

  notes: {
    chooseName: 'Elija un nombre de la pestaña {tab}.',
    typeNames: 'Escriba uno o varios nombres de la pestaña {tab}, separados por punto y coma.',
    choose: 'Elija {wants}.',
    type: 'Escriba {wants}.',
    typeUnit: 'Escriba {wants} ({unit}).',
    required: 'Obligatorio.',
    optional: 'Puede quedar en blanco.',
    id: 'Por lo que se reconoce una fila, se mueva como se mueva. Lo escribe TechHire Planner.',
    waiver:
      'Por qué una advertencia de esta fila no cuenta. Escriba el código de la advertencia, que está entre corchetes en su nota, dos puntos y su motivo: "progress-gap: nadie contó en agosto". Basta el motivo si la fila tiene advertencias de un solo tipo. Si son varias, una por línea. Los errores no admiten exención. La exención termina cuando cambian los valores que señala la advertencia; su motivo queda, y los financiadores lo ven: no escriba nombres de personas.\nPuede quedar en blanco.',
    answerWaiver:
      'Por qué una advertencia de esta respuesta no cuenta. Escriba el código de la advertencia, que está entre corchetes en su nota, dos puntos y su motivo: "goal-above-reached: dos empleadores han firmado por 60". Basta el motivo si la respuesta tiene advertencias de un solo tipo. Si son varias, una por línea. Los errores no admiten exención. La exención termina cuando cambian los valores que señala la advertencia; su motivo queda, y los financiadores lo ven: no escriba nombres de personas.\nPuede quedar en blanco.',
    status: 'Si la fila está en orden y, si no, qué corregir. Lo escribe TechHire Planner.',
    answerStatus: 'Si la respuesta está en orden y, si no, qué corregir. Lo escribe TechHire Planner.',
    question: 'Lo que se pregunta. Pase el cursor sobre una pregunta para leer qué va en su respuesta.',
    answer: 'Escriba aquí. Las preguntas en color de acento deben responderse.',
    confirm:
      'Cuando de golpe falta la mayoría de las filas de una tabla, se conservan en el registro hasta que usted diga aquí que se borraron a propósito. La respuesta vale solo para las filas nombradas arriba, y se borra una vez cumplida.',
    computed:
      'Lo que se calcula a partir de la meta y de sus tasas. Deje la respuesta en blanco para planear con ese número.',
  },
  protections: {
    headers:
      'TechHire Planner encuentra sus columnas por los encabezados, así que conservan su redacción. Sus propias columnas pueden ir a la derecha.',
    questions:
      'TechHire Planner encuentra sus respuestas por las preguntas, así que conservan su redacción. Escriba en la columna "{answer}".',
    id: 'TechHire Planner escribe los ID de fila. Con ellos reconoce una fila después de que usted la ordena o la mueve.',
    status: 'TechHire Planner escribe la columna {status}. Corrija la celda que nombra y cambiará sola.',
    computed:
      'TechHire Planner escribe la columna "{computed}". Para planear con un número propio, escríbalo en "{answer}".',
    start: 'TechHire Planner escribe la pestaña {tab}. Escriba mejor en las pestañas de {first} a {last}.',
    checklist:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Siga el enlace de la columna "{goTo}" y escriba ahí.',
    funnel:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Cambie mejor la meta en {goals} o las tasas en {assumptions}.',
    calendar:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Cambie mejor las colocaciones por trimestre en {goals}, los plazos en {assumptions} o los grupos de ingreso en {programs}.',
    forecast:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Cambie mejor los conteos en {progress} o las tasas en {assumptions}.',
    pipeline:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Cambie mejor las vacantes en {demand} o los grupos de ingreso en {programs}.',
    money:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Cambie mejor lo que se necesita en {resources} o las fuentes en {funding}.',
    proposal:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Cambie mejor los cupos en {programs} o las fuentes en {funding}.',
    scenarios:
      'TechHire Planner escribe la pestaña {tab} a partir de las demás. Cambie mejor lo que quiere probar en {whatIf}.',
  },

  checklist: {
    parts: {
      community: 'El plan',
      goals: 'Metas compartidas',
      roles: 'Funciones',
      resources: 'Recursos',
      funding: 'Financiamiento',
    },
    questions: {
      community: '¿Qué comunidad planea, quién la dirige, y para qué año?',
      placements:
        '¿Cuántas personas se colocarán este año en empleos de tecnología, entre todos los empleadores y socios?',
      'direct-share': '¿Qué proporción de ellas ya tiene las habilidades y solo hay que vincularla?',
      matched: '¿Cuántas personas con las habilidades se van a identificar y vincular?',
      'trained-existing': '¿Cuántas personas se van a capacitar con proveedores existentes?',
      'trained-new': '¿Cuántas personas se van a capacitar con proveedores nuevos?',
      aware: '¿Cuántas personas deben enterarse de la oportunidad?',
      segments: '¿Para qué grupos de personas que buscan empleo tiene metas la comunidad?',
      segment: '¿Cuántas personas del grupo {segment} se colocarán?',
      'segment-partners': '¿Qué socios nuevos se sumarán para los grupos que nadie atiende, y quién los invita?',
      'input-employer': '¿Han opinado los empleadores sobre las metas?',
      'input-industryGroup': '¿Han opinado los grupos de la industria sobre las metas?',
      'input-educator': '¿Han opinado las instituciones educativas sobre las metas?',
      'input-trainingProvider': '¿Han opinado los proveedores de capacitación sobre las metas?',
      'input-civicOrganization': '¿Han opinado las organizaciones cívicas sobre las metas?',
      'input-workforceBoard': '¿Han opinado las juntas de fuerza laboral sobre las metas?',
      'input-intermediary': '¿Han opinado los intermediarios sobre las metas?',
      'input-funder': '¿Han opinado los financiadores sobre las metas?',
      'local-goals': '¿Qué otras metas locales tiene la comunidad?',
      'role-employerEngagement': '¿Quién responde por la relación con empleadores, y lo acordaron los socios?',
      'role-outreachAndTraining': '¿Quién responde por la difusión y capacitación, y lo acordaron los socios?',
      'role-validationAndMatching': '¿Quién responde por la validación y vinculación, y lo acordaron los socios?',
      'role-metricsAndData': '¿Quién responde por las métricas y los datos, y lo acordaron los socios?',
      'needs-aligned': '¿Las necesidades de contratación están alineadas con los programas de capacitación?',
      'provider-criteria': '¿Los criterios para los proveedores de capacitación son claros para todos?',
      'criteria-published': '¿Están publicados los criterios para los proveedores de capacitación?',
      'central-information': '¿Hay un solo lugar con la información sobre capacitación y vinculación?',
      validation:
        '¿Hay un método confiable y de bajo costo para validar la aptitud y las habilidades blandas y técnicas?',
      'data-collector': '¿Quién reúne y agrega los datos?',
      'data-public': '¿Qué datos se hacen públicos?',
      'public-form': '¿En qué forma se publican los datos?',
      'informs-job-seekers':
        '¿Quién informa de los resultados a las personas que buscan empleo, y es quien reúne los datos?',
      coordination: '¿Cuánto cuesta la coordinación?',
      'broadening-access': '¿Cuánto cuesta ampliar el acceso: difusión, becas, transporte, cuidado infantil?',
      funding: '¿Se ha considerado esta fuente: {source}?',
    },
    why: {
      findings: '{findings, plural, one {# hallazgo} other {# hallazgos}}: {first}',
      own: 'Su propio número es {own, number}.',
      ownBeside: 'Su propio número es {own, number}; {numbers}.',
      worked: {
        matched: '{people, number} personas por vincular, según la meta',
        trainedExisting: '{people, number} personas en cupos de programas existentes, según la meta',
        trainedNew: '{people, number} personas más allá de los cupos de programas existentes, según la meta',
        aware: '{people, number} personas por informar, según la meta',
      },
      stillMissing: 'Por calcular; todavía falta: {missing}.',
      stillOpen: 'Todavía falta: {open}.',
      community: '{name}, del {from} al {to}.',
      noProgram: '{so} Todavía no hay ningún programa en la pestaña {tab}.',
      placements: '{placements, plural, one {# colocación} other {# colocaciones}}.',
      noPlacements: 'La meta de colocaciones no está puesta.',
      directShare: '{share} por vinculación directa.',
      noDirectShare: 'La proporción no está puesta.',
      noSegment: 'No se nombra ningún grupo. Si no hay metas por grupo, dígalo en la pestaña {tab}.',
      segmentWithoutGoal: 'Todavía no tiene meta: un número o una proporción.',
      shareOfPlacements: '{share} de las colocaciones.',
      segmentNotServed: 'Falta decir quién atenderá a {segment}.',
      allServed: 'Todos los grupos están atendidos.',
      newPartners: '{partners, plural, one {Se nombra # socio nuevo} other {Se nombran # socios nuevos}}.',
      noPartner:
        'No hay ningún socio de este tipo en la pestaña {tab}. Si no hay a quién preguntar, dígalo en la pestaña {aside}.',
      gaveInput: '{asked, number} de {partners, number} opinaron.',
      noLocalGoal: 'No hay ninguna meta local. Si no la habrá, dígalo en la pestaña {tab}.',
      localGoalOpen: 'A {goal} le falta el número, la fecha o el responsable.',
      localGoals: '{goals, plural, one {# meta local} other {# metas locales}}.',
      notAgreed: '{organization}; falta el día en que los socios lo acordaron.',
      noOrganization: 'No se nombra ninguna organización.',
      answered: 'Respondida.',
      notAnswered: 'Sin responder.',
      noSoFar: 'La respuesta es No hasta ahora.',
      sameInforms: 'La organización que reúne los datos informa también a las personas que buscan empleo.',
      otherInforms: 'Informa {informs}; reúne los datos {collects}.',
      openQuestions: 'Sin responder: {open}.',
      nothingToAlign: 'La respuesta es Sí, pero todavía no hay nada en la pestaña {tab}.',
      notValidated: 'El método no valida {kinds}.',
      notTrusted: 'Los empleadores no confían hasta ahora en lo que muestra.',
      withoutAmount: 'Todavía sin monto: {needs}.',
      withAmount: '{lines, plural, one {# línea} other {# líneas}} con monto.',
      tried:
        '{sources, plural, one {# fuente solicitada, comprometida o recibida} other {# fuentes solicitadas, comprometidas o recibidas}}.',
      ideas: 'Hasta ahora {sources, plural, one {una idea} other {# ideas}}.',
      noReason: 'No se da ningún motivo.',
      notConsidered: 'Aún sin considerar.',
    },
    progress: {
      done: '{count, number} de {all, number} listas',
      setAside: '{count, plural, one {# descartada} other {# descartadas}}',
      needsAttention: '{count, plural, one {# requiere} other {# requieren}} atención',
      inProgress: '{count, number} en curso',
      toDo: '{count, number} por hacer',
    },
  },

  funnel: {
    missing: {
      placements: 'la meta de colocaciones ({tab})',
      directShare: 'la proporción por vinculación directa ({tab})',
      rates: 'la tasa {rates} ({tab})',
    },
    notYet: 'Todavía sin calcular',
    stillMissing: 'Todavía falta: {missing}. Los errores en esas pestañas cuentan como faltantes.',
    allPlacements: 'Todas las colocaciones',
    goal: 'La meta ({goals}). No puede ser más probable que en la etapa más débil: {planned, number} personas planeadas en {stage}, su propio número o el objetivo, y en capacitación no más que los cupos que hay',
    byRate: '{aware}, por tasa',
    segmentRate: '{rate}, {segment}',
    swing:
      '{swing, plural, one {# persona} other {# personas}} entre la Baja de esta tasa ({low}) y su Alta ({high}), con las demás tasas en su Probable (esta: {likely}). La mayor diferencia va primero: es la tasa que más conviene conocer mejor',
    from: {
      segments:
        'Lo que necesitan las personas con las mismas tasas, calculado como abajo para cada grupo, sumado y después redondeado hacia arriba',
      placedDirect: 'Proporción por vinculación directa de las colocaciones ({tab})',
      placedTrained: 'Las colocaciones que no son por vinculación directa ({tab})',
      matched: '{placed, number} colocadas ÷ {rate} ({step}), redondeado hacia arriba',
      trained: '{placed, number} colocadas ÷ ({rates}), redondeado hacia arriba',
      both: 'El mayor entre {direct, number} ÷ ({directRates}) y {trained, number} ÷ ({trainedRates}), redondeado hacia arriba: ambas vías parten de las mismas personas',
    },
  },

  calendar: {
    year: 'Todo el año',
    planYear: 'un año del plan de unos doce meses ({tab})',
    stillMissing: 'Todavía falta: {missing}.',
    target: 'Objetivo',
    fromFunnel: 'De la pestaña {tab}',
    reachBy: 'Alcanzarlo a más tardar el',
    reachByHow:
      'Para que las últimas personas estén colocadas el {end}: ese día menos los días de abajo, o uno anterior si el último trimestre no tiene colocaciones',
    days: 'Días de aquí al empleo',
    daysHow: 'El {window} de cada paso de aquí en adelante ({assumptions}). Acorte un plazo si su gente es más rápida',
    daysHowTraining:
      'El {window} de cada paso de aquí en adelante ({assumptions}); la capacitación dura {days, plural, one {# día} other {# días}} ({weeks} en {programs}, según los cupos). Acorte un plazo si su gente es más rápida',
    due: 'Previstas para entonces',
    dueHow: 'Personas que ya deben haber llegado a la etapa para todas las colocaciones cuya fecha límite ha llegado',
    counted: 'Contadas hasta ahora',
    nobodyCounted: 'Nadie ha contado todavía ({tab})',
    countedHow: 'La suma de los períodos de la pestaña {tab}, hasta el {through}',
    late: 'Retrasadas',
    lateHow:
      'Previstas menos contadas: tantas personas llegan tarde para el mes que les tocaba. Reste a quienes ya estaban ahí antes del año del plan; {tab} no las cuenta',
    ifToday: 'Si hoy estuvieran ahí',
    placedBy: 'Colocadas a más tardar el',
    placedByHow:
      'Hoy más los días de aquí al empleo: la fecha más temprana que todavía es posible para quienes van retrasadas, con las tasas completas',
    quarter: 'T{quarter}',
    quarterMonths: '{quarter}: {from} a {to}',
    placements: 'Colocaciones del trimestre',
    quarterTyped: '{placements, plural, one {# colocación} other {# colocaciones}}, como se escribió en {tab}',
    quarterSpread:
      '{placements, plural, one {# colocación} other {# colocaciones}}: lo que los trimestres escritos dejan de la meta, repartido por igual ({tab})',
    quarterSoFar: '{how}; {actual, number} contadas hasta ahora ({tab})',
    before: 'Antes del {day}',
    dueBefore: 'Previstas antes del año del plan',
    dueBeforeHow: 'Quien se coloca temprano en el año empezó antes de él',
    to: 'Hasta el {day}',
    dueByEnd: 'Previstas al final',
    countedByEnd: 'Contadas al final',
    countedByEndHow: 'Los períodos de {tab} que terminan para entonces',
    monthHow:
      '{placements, plural, one {# colocación} other {# colocaciones}} en este mes, de las de {quarter}; las demás etapas, tantos días antes como tardan',
    starts: 'Empieza el {day}',
    intake: '{tab}, fila {row}, si se llenan todos los cupos. Termina el {ends}; {placed}. {counts}',
    placed: '{placed, number} de quienes egresan se colocan',
    placedUnknown:
      '{placed, number} de quienes egresan se colocan; cuándo, no se puede decir sin el {window} de ese paso ({tab})',
    placedWhen: '{placed, number} de quienes egresan se colocan: {parts}',
    placedInQuarter: '{people, number} en {quarter}',
    placedAfter: '{people, number} después del año del plan',
    countsInFull:
      'Cuenta por completo si empieza a más tardar el {inFull}, en parte si empieza a más tardar el {atAll}',
    countsBy: 'Cuenta si empieza a más tardar el {atAll}',
  },

  forecast: {
    atThisPace: 'A este ritmo: {expected, number} ({low, number} a {high, number}) de {goal, number}',
    pace: '{expected, number} ({low, number} a {high, number}) de {goal, plural, one {# colocación} other {# colocaciones}} hasta el {until}, según lo contado hasta el {through}',
    paceHow:
      'Las colocaciones hechas, más las que darán hasta el {until} las personas que van en camino y las que aún vendrán, al ritmo y con las tasas contadas hasta el {through}; donde se ha contado a pocas, con tasas cercanas a las supuestas. Con {confidence} de seguridad están en el rango; la meta se alcanza con una probabilidad de {chance}',
    window: 'el {window} de {step} ({tab})',
    restsOn: '{moved, number} de unas {people, number}',
    observedHow:
      '{moved, number} contadas en {to} ({tab}), de unas {people, number} de {from} que tuvieron tiempo de llegar ({window} en {assumptions}), hasta el {through}',
    notCounted: 'Sin observar: {tab} no tiene conteos de {from} o de {to}',
    notTogether:
      'Sin observar: {from} y {to} no se cuentan en los mismos períodos ({tab}). Donde una está en blanco y no llegó nadie, escriba 0',
    noTime: 'Sin observar: nadie de {from} ha tenido tiempo todavía de llegar a {to} ({tab})',
  },

  pipeline: {
    year: 'Año',
    stillMissing: 'Todavía sin calcular. Faltan líneas en la pestaña {demand} o programas en la pestaña {programs}.',
    seeCalendar: 'Todavía sin calcular. La pestaña {tab} dice lo que falta.',
    sum: 'La suma de los puestos',
    capture:
      'La suma de los puestos. Los empleadores marcados como comprometidos ({tab}) tienen vacantes para {hired, number} de {completers, plural, one {# persona que egresa} other {las # personas que egresan}} este año: una tasa de absorción de {rate}%',
    seats: 'Cupos que terminan en el año del plan: {existing, number} existentes, {new, number} nuevos ({rows})',
    seatsTooLate:
      'Cupos que terminan en el año del plan: {existing, number} existentes, {new, number} nuevos; {tooLate, number} más terminan después ({rows})',
    noDemand: 'Ningún empleador de la pestaña {tab} tiene este puesto. {seats}',
    trainees:
      'Se {needed, plural, one {necesita # persona en capacitación} other {necesitan # personas en capacitación}}: su parte, según las vacantes, de todas las que deben empezar a capacitarse ({tab}). {seats}',
    quarter: 'vacantes: {demand}; capacitación: {programs}',
    quarterFrom: 'del {from} al {to}; vacantes: {demand}; capacitación: {programs}',
    noRows: 'ninguna en {tab}',
    rows: '{tab}, {count, plural, one {fila} other {filas}} {rows}',
  },

  money: {
    byNeed: 'Por necesidad',
    byMonth: 'Por mes',
    bySource: 'Por fuente',
    cost: 'Costo',
    stillMissing:
      'Todavía faltan montos en {resources} y precios en {programs}. Las filas con errores cuentan como faltantes.',
    planYear: 'El año del plan',
    noMonths: 'Los meses se muestran cuando {tab} dice cuándo empieza y termina el año del plan',
    monthHow:
      'Lo que dice {tab} para este mes; los montos en total y por persona se reparten entre los días de su período',
    onePlacement: 'Una colocación',
    oneParticipant: 'Un participante',
    placementHow: '{total} ÷ {people, number} colocaciones ({goals}). Publicado, para comparar: {published}',
    participantHow:
      '{total} ÷ {people, number} personas que empiezan a capacitarse o son vinculadas ({funnel}). Publicado, para comparar: {published}',
    published: '{amount}, {what} ({source})',
    noAmountYet: 'Todavía no hay ningún monto en la pestaña {tab}',
    total: '{tab}, fila {row}: {amount}',
    totalPart: '{tab}, fila {row}: de {amount}, la parte de su período que cae en el año del plan, por días',
    perMonth: '{tab}, fila {row}: {each} × {months, plural, one {# mes} other {# meses}}',
    perPersonUnknown: '{tab}, fila {row}: {each} por persona, pero no se sabe cuántas personas son sin {missing}',
    perPersonAware:
      '{tab}, fila {row}: {each} × {people, plural, one {# persona} other {# personas}} por informar ({funnel})',
    perPersonTrained:
      '{tab}, fila {row}: {each} × {people, plural, one {# persona que debe} other {# personas que deben}} empezar a capacitarse ({funnel})',
    price: '{tab}, fila {row}: {each} × {people, plural, one {# persona} other {# personas}}',
    averageUnknown: '{tab}: {each} por persona en promedio, pero no se sabe cuántas personas son sin {missing}',
    average: '{tab}: {each} en promedio × {people, plural, one {# persona} other {# personas}} sin cupo o sin precio',
    most: 'Lo máximo que se puede cubrir: cada fuente paga solo lo que {tab} dice que puede pagar, mientras se puede gastar',
    mostIdle: '{most}. {idle} recibidos o comprometidos no encuentran nada que pagar',
    mostUnknown: '{most}. Sin contar, porque no se sabe cuántas personas son: {needs}',
    tiers: { received: 'recibidos', committed: 'comprometidos', applied: 'solicitados', idea: 'esperados' },
    sourceRow: '{tab}, fila {row}: {note}',
    noAmount: '{tier}, pero no hay ningún monto',
    noUses: '{amount} {tier}, pero no se dice qué puede pagar',
    outsideYear: '{amount} {tier}, pero no se puede gastar en el año del plan',
    usable: '{amount} {tier}, puede pagar {needs}; {used}',
    allUsed: 'se usa todo',
    noneUsed: 'todo lo que puede pagar ya está cubierto',
    partIdle: '{idle} no encuentran nada que pagar',
  },

  panel: {
    title: 'Hallazgos',
    close: 'Cerrar los hallazgos',
    none: 'Sin hallazgos',
    nothing: 'Nada que corregir: el plan no tiene hallazgos.',
    checking: 'Revisando…',
    checked: 'revisado a las {time}',
    spreadsheet: 'Hoja de cálculo',
    place: '{severity} en {cell}',
    goTo: 'Ir a {place}',
  },

  publishedCosts: {
    techHireGrants:
      'dinero federal de las subvenciones TechHire del DOL de 2016: 150 millones de dólares para 18,000 personas',
    perScholas: 'Per Scholas, capacitación presencial',
    yearUpParticipant: 'Year Up, con pasantías de las que los empleadores pagan el 59%',
    apprenti: 'dinero público previsto por Apprenti en 2016: 3.5 millones de dólares para 600 personas',
    yearUpPlacement: 'Year Up, con colocación duradera, estimado en 2007',
  },

  report: {
    unnamed: 'Un plan sin nombre de comunidad',
    years: '{name}, del {from} al {to}',
    noFindings: 'Sin hallazgos.',
    rules: 'Revisado con {rules, number} reglas, versión {version}',
    confidence: 'Confianza',
    noGoal: 'no hay meta',
    weakest: 'la meta no es más probable que {chance}, con {planned, number} personas planeadas en {stage}',
    withConfidence: 'Con {confidence} de confianza',
    chance: 'Probabilidad con lo planeado',
    swing: 'La difusión depende sobre todo de {rate}: de {fewest, number} a {most, number} personas por informar',
    goal: '{placements, plural, one {# colocación} other {# colocaciones}}, {direct, number} por vinculación directa y {trained, number} después de la capacitación',
    nobodyCounted: 'al {today}, nadie ha contado todavía',
    countedThrough: 'contado hasta el {through}',
    possibleBy: 'Aún posible para el',
    noneShort: 'a ningún puesto le faltan personas',
    short: '{roles, plural, one {a # puesto le} other {a # puestos les}} faltan personas',
    shortRole:
      '{role}: {openings, plural, one {# vacante} other {# vacantes}}, {ready, plural, one {# persona lista} other {# personas listas}}, por cubrir: {short, number}',
    withoutDemand: 'Nadie aquí tiene vacantes para: {roles}',
    capture:
      'Los empleadores comprometidos tienen vacantes para {hired, number} de {completers, plural, one {# persona que egresa} other {las # personas que egresan}} este año',
    money: 'se necesitan {needed}, faltan por encontrar {toFind}',
    wrote: 'Se escribió {file}',
  },

  proposal: {
    none: 'Sin propuesta',
    tooLarge: 'El plan es demasiado grande para una propuesta mientras se edita. Para un archivo descargado: {command}',
    noTargets: 'Aún no hay objetivos: la pestaña {tab} dice lo que falta',
    notHere: 'Las propuestas se calculan en una hoja conectada. Para un archivo: {command}',
    goal: 'La meta',
    seats: 'Cupos por llenar',
    intake: '{program}, desde el {start}',
    taken: '{role}; {tab}, fila {row}. Ya empezó: su parte de las personas que han empezado a capacitarse hasta ahora',
    open: '{role}; {tab}, fila {row}',
    tooLate:
      '{role}; {tab}, fila {row}. Termina fuera del año del plan: nadie que salga de él puede ser colocado en ese año',
    roles: 'Colocaciones por puesto',
    role: '{trained, number} después de capacitarse y {direct, number} por vinculación directa; lo suyo son las vacantes ({tab})',
    needs: 'Dinero por necesidad',
    need: 'Lo que se necesita según el plan ({tab}), y lo que se paga con los cupos propuestos',
    sources: 'Dinero por fuente',
    source: '{tab}, fila {row}: {uses}',
    use: '{amount} para {need}',
    unused: '{tab}, fila {row}: nada de ella hace falta para estos cupos',
  },

  whatIf: {
    named: '{first}, {rest}',
    blank: 'en blanco',
    parts: {
      scenario: 'Escenario',
      change: 'Cambia',
      targets: 'Personas necesarias',
      confidence: 'Con confianza',
      dates: 'Para cuándo',
      goal: 'La meta',
      seats: 'Cupos y vacantes',
      money: 'Dinero',
      toFindFor: 'Por encontrar para',
      cost: 'Costo',
      findings: 'Hallazgos',
    },
    noScenario: 'Aún no hay escenarios',
    noScenarioHow: 'Escriba en la pestaña {tab} lo que quiere probar: un nombre, qué cambiar y a qué',
    name: 'Nombre',
    asItIs: 'Como está',
    targetsHow: 'El objetivo de cada etapa ({tab}), con las tasas probables',
    confidenceHow: 'Tantas personas que la meta se alcanza con la seguridad que quiere la comunidad ({tab})',
    datesHow: 'El día en que debe estar alcanzado todo el objetivo ({tab})',
    chance: 'Probabilidad de alcanzarla, como máximo',
    chanceHow:
      'Con tasas inciertas, en la etapa donde es menos probable ({tab}). Habla de sus propios números donde los escribió y, si no, de los objetivos de arriba: tasas más altas piden menos personas, y menos personas dejan más al azar',
    placedByIntakes: 'A cuántas personas colocan los grupos de ingreso en el año del plan',
    placedByIntakesHow: 'Si se llenan todos los cupos, dentro del plazo de ese paso ({tab})',
    seats: 'Cupos que cuentan',
    seatsHow: 'De grupos de ingreso que empiezan y terminan en el año del plan ({tab})',
    seatsShort: 'Cupos que faltan',
    seatsShortHow: 'Personas que deben empezar a capacitarse ({tab}), menos esos cupos',
    openingsShort: 'Vacantes para las que nadie está listo',
    openingsShortHow: 'Todos los puestos, en sus trimestres ({tab})',
    needed: 'Se necesita',
    moneyHow: 'La suma de todas las necesidades ({tab})',
    toFind: 'Por encontrar',
    toFindHow: 'Lo que se necesita, menos lo que cubre el dinero recibido y comprometido',
    open: 'Abiertos',
    added: 'Nuevos',
    gone: 'Corregidos',
    findingsHow: 'Errores y advertencias que solo este escenario tiene, o que ya no tiene; las sugerencias se cuentan',
    more: '{count, plural, one {# más} other {# más}}',
    nextLine: '{first}\n{rest}',
    noSuchValue: '"{name}" no es ningún valor del plan.',
    nearValue: '"{name}" no es ningún valor del plan. ¿Quiso decir "{near}"?',
    severalValues: '"{name}" puede ser más de un valor del plan. Nombre también su pestaña: {values}.',
    commandTitle: '{scenarios, plural, one {# escenario} other {# escenarios}} junto al plan de {community}',
    addedBy: 'Con "{scenario}" {count, plural, one {hay # hallazgo nuevo} other {hay # hallazgos nuevos}}',
    goneBy: 'Con "{scenario}" {count, plural, one {se corrige # hallazgo} other {se corrigen # hallazgos}}',
    nothingTyped: 'El archivo no tiene ningún escenario en su pestaña {tab}.',
  },

  allocation: {
    none: 'Todavía no hay propuesta. {missing}',
    reached:
      'La meta de {goal, plural, one {# colocación} other {# colocaciones}} se puede alcanzar; capacitar para ella cuesta {cost} {proven, select, yes {como mínimo} other {según lo que se encontró a tiempo}}.',
    most: 'Se pueden alcanzar como máximo {placed, number} de {goal, plural, one {# colocación} other {las # colocaciones}}; capacitar para ellas cuesta {cost} {proven, select, yes {como mínimo} other {según lo que se encontró a tiempo}}.',
    noWay:
      '{most} Ni más cupos, ni más vacantes, ni más dinero lo cambiarían: ningún programa puede empezar a tiempo para colocar a alguien en el año del plan.',
    ways: '{most} Para la meta hacen falta {ways}.',
    orElse: '{first}; o bien {rest}',
    moreSeats:
      '{seats, plural, one {# cupo más} other {# cupos más}} para {role} ({program}, que empiece a más tardar el {startBy})',
    moreOpenings: '{openings, plural, one {# vacante más} other {# vacantes más}}',
    moreOpeningsFor: '{openings, plural, one {# vacante más} other {# vacantes más}} para {role}',
    moreMoney: '{amount} más que puedan pagar {need}',
    seats: 'Cupos por llenar',
    intake: '{seats} de {of}  {program}, desde el {start} ({role}; {tab}, fila {row})',
    intakeTooLate:
      '{seats} de {of}  {program}, desde el {start} ({role}; {tab}, fila {row}; termina fuera del año del plan)',
    roles: 'Colocaciones por puesto',
    anyRole: 'Cualquier puesto',
    placed: '{placed}  {role}: {trained, number} después de la capacitación, {direct, number} por vinculación directa',
    placedOf:
      '{placed} de {openings} vacantes  {role}: {trained, number} después de la capacitación, {direct, number} por vinculación directa',
    sources: 'Dinero que se usa; primero para la coordinación y lo parecido',
    source: '{used} de {amount}  {source} ({tab}, fila {row})',
    proposal: 'Es una propuesta: no se escribe nada en la hoja.',
  },

  wants: {
    text: 'un texto de hasta {longest, number} caracteres',
    whole: 'un número entero de {min, number} a {max, number}',
    quantity: 'un número',
    percent: 'un porcentaje de {min} a {max}',
    money: 'un monto en dólares',
    date: 'una fecha',
    yesNo: 'Sí o No',
    choice: 'una de estas opciones: {labels}',
    choiceOfList: 'una de la lista de la celda',
    choices: 'una o varias de estas opciones: {labels}; separadas por comas',
    reference: 'un nombre de otra pestaña',
    references: 'nombres de otra pestaña, separados por punto y coma',
    link: 'una dirección web',
    email: 'una dirección de correo electrónico',
    anything: 'un valor como 120, 85%, $45,000 o 2027-01-11',
  },

  misfits: {
    'not-a-number/whole': { but: 'debe ser un número entero', fix: 'Escriba solo cifras, por ejemplo 25.' },
    'not-a-number/quantity': { but: 'debe ser un número', fix: 'Escriba solo cifras, por ejemplo 25.' },
    'not-a-number/percent': { but: 'debe ser un porcentaje', fix: 'Escriba un porcentaje, por ejemplo 85%.' },
    'not-a-number/money': { but: 'debe ser un monto de dinero', fix: 'Escriba solo cifras, por ejemplo 4500.' },
    'not-whole': { but: 'las personas y las demás cosas que se cuentan van enteras', fix: 'Escriba {instead}.' },
    'rate-out-of-range/meant': {
      but: 'una tasa va de {min} a {max}',
      fix: '¿Quiso decir {meant}? Entonces escriba {meant}.',
    },
    'rate-out-of-range/range': {
      but: 'una tasa va de {min} a {max}',
      fix: 'Escriba un porcentaje de {min} a {max}.',
    },
    'rate-out-of-range': { but: 'una tasa va de {min} a {max}', fix: 'Escriba un porcentaje, por ejemplo 85%.' },
    'not-a-date': { but: 'debe ser una fecha', fix: 'Escriba una fecha, por ejemplo 2026-12-31.' },
    'ambiguous-date': {
      but: 'se puede leer como {first} o como {second}',
      fix: 'Escriba {firstTyped} o {secondTyped}.',
    },
    'date-out-of-range': {
      but: 'un plan lleva fechas de 2000 a 2099',
      fix: 'Escriba la fecha completa, por ejemplo 2026-12-31.',
    },
    'not-yes-or-no': { but: 'debe ser Sí o No', fix: 'Elija Sí o No de la lista.' },
    'not-in-list': { but: 'no está en la lista', fix: 'Elija {labels}.' },
    'not-in-list/near': { but: 'no está en la lista', fix: '¿Quiso decir "{near}"? Si no, elija {labels}.' },
    'not-a-link': {
      but: 'una dirección web empieza con https://',
      fix: 'Escriba la dirección completa, por ejemplo https://example.org/criteria.',
    },
    'not-a-link/meant': { but: 'una dirección web empieza con https://', fix: 'Escriba {meant}' },
    'not-an-email': {
      but: 'no es una dirección de correo electrónico',
      fix: 'Escriba una dirección como nombre@example.org.',
    },
    'too-low': { but: 'lo mínimo es {bound}', fix: 'Escriba {wants}.' },
    'too-high': { but: 'lo máximo es {bound}', fix: 'Escriba {wants}.' },
    'too-long': {
      but: 'tiene más de {most, number} caracteres',
      fix: 'Acórtelo; las notas caben en una columna propia.',
    },
    'not-valid': { but: 'debe ser {wants}', fix: 'Escriba {wants}.' },
  },

  /** What a repair does to the sheet, one line each. */
  repairs: {
    'tab-added':
      'Agrega otra vez la pestaña "{tab}". Lo que había en ella solo se recupera del historial de versiones.',
    'tab-renamed': 'Vuelve a llamar "{tab}" a la pestaña "{found}".',
    'header-restored':
      'Escribe el encabezado "{header}" en {cell}{found, select, none {} other {, donde dice "{found}"}}.',
    'headers-inserted': 'Inserta la fila {row} con los encabezados de "{title}".',
    'column-inserted': 'Inserta la columna {column} para "{header}".',
    'question-restored': 'Vuelve a escribir la pregunta "{header}" en {cell}.',
    'question-inserted': 'Inserta la fila {row} para la pregunta "{header}".',
    'title-restored': 'Vuelve a escribir el título de "{header}" en {cell}.',
    'text-restored': 'Vuelve a escribir "{header}" en {cell}.',
    'note-restored': 'Vuelve a poner la ayuda de "{header}" como nota.',
    'dropdown-restored': 'Vuelve a ofrecer las opciones de "{header}".',
    'column-hidden': 'Vuelve a ocultar la columna "{header}".',
    'protection-restored': 'Vuelve a proteger: {header}',
    'colour-restored': 'Vuelve a sombrear la columna "{header}".',
    'version-noted':
      'Anota que la hoja tiene la versión {version} de la plantilla{found, select, none {} other {, ya no la {found}}}.',
    dialogue: {
      title: 'TechHire: Reparar',
      nothing: 'No hay nada que arreglar: pestañas, encabezados y columnas están como el planificador los lee.',
      would: 'Se arreglaría lo siguiente. Lo que la gente escribió queda como está.',
      changed:
        'La hoja cambió desde que se mostró esto, así que todavía no se hizo nada. Ahora se arreglaría lo siguiente:',
      left: 'Para esto hace falta una persona:',
      more: '{count, plural, one {# más} other {# más}}',
      ask: '¿Lo hacemos?',
      done: '{count, plural, one {Se arregló # cosa} other {Se arreglaron # cosas}}. El plan se está revisando de nuevo.',
    },
    'left/headers':
      'Faltan los encabezados de "{title}", y nada indica dónde estaban. Recupérelos del historial de versiones.',
  },

  /** What a restore brings back, one line each. */
  restores: {
    back: 'Recupera "{name}" en la fila {row}: {cells}',
    typed: '{header} "{text}"',
    changed: 'Fila {row}, "{name}": {cells}',
    cell: '{header} ({cell}) tiene {now} y pasa a tener {was}',
    blank: 'nada',
    stay: '{rows, plural, one {Se queda # fila que se agregó después} other {Se quedan # filas que se agregaron después}}.',
    left: '"{title}" no está completo en la hoja. Primero repare la hoja (TechHire > Reparar) y luego recupere otra vez.',
  },

  findings: {
    'tab-missing': {
      message: 'Falta la pestaña "{tab}", así que nada de ella cuenta.',
      fix: 'Si alguien le cambió el nombre, vuelva a llamarla "{tab}"; si no, recupérela con Editar > Deshacer o del historial de versiones.',
    },
    'headers-missing': {
      message: 'Los encabezados de "{title}" no están en esta pestaña, así que nada de lo que va debajo cuenta.',
      fix: 'Elija TechHire > Reparar, o vuelva a escribir los encabezados en una sola fila: {headers}.',
    },
    'header-missing': {
      message: 'El encabezado "{header}" no está en la fila {row}, así que esa columna no se lee.',
      fix: 'Elija TechHire > Reparar, vuelva a escribir "{header}" sobre su columna, o inserte una columna con ese encabezado.',
    },
    'header-doubled': {
      message: 'Hay {columns, number} columnas con el encabezado "{header}"; solo se lee la primera, {first}.',
      fix: 'Dé otro encabezado a esta columna, o elimínela si es una copia.',
    },
    'id-column-missing': {
      message:
        'Falta la columna oculta "{header}": ya no se puede distinguir una fila de otra y ninguna queda guardada.',
      fix: 'Elija TechHire > Reparar, recupérela con Editar > Deshacer o del historial de versiones, o escriba "{header}" como encabezado de una columna nueva.',
    },
    'tab-missing/renamed': {
      message: 'Falta la pestaña "{tab}", así que nada de ella cuenta. Sus encabezados están en la pestaña "{found}".',
      fix: 'Vuelva a llamar "{tab}" a la pestaña "{found}".',
    },
    'result-tab-missing': {
      message: 'Falta la pestaña "{tab}", así que lo que va en ella no se muestra en ningún lugar.',
      fix: 'Si alguien le cambió el nombre, vuelva a llamarla "{tab}"; si no, recupérela con Editar > Deshacer o del historial de versiones.',
    },
    'tab-copied': {
      message:
        'Esta pestaña es una copia de "{tab}". De ella no se lee nada, así que lo que se escriba aquí no cuenta en ningún lugar.',
      fix: 'Escriba en la pestaña "{tab}" y elimine esta; si quiere conservarla como registro, ocúltela.',
    },
    'tab-copied/result': {
      message:
        'Esta pestaña es una copia de "{tab}". TechHire Planner solo escribe en "{tab}", así que lo que hay aquí va quedando anticuado.',
      fix: 'Elimine esta pestaña; si quiere conservarla como registro, ocúltela.',
    },
    'result-header-changed': {
      message: 'Esta pestaña la escribe TechHire Planner, y aquí dice "{found}" en lugar de "{header}".',
      fix: 'Elija TechHire > Reparar, o vuelva a escribir "{header}" aquí. Sus propias anotaciones pueden ir en una pestaña suya.',
    },
    'result-header-changed/emptied': {
      message: 'Esta pestaña la escribe TechHire Planner, y aquí falta "{header}".',
      fix: 'Elija TechHire > Reparar, o vuelva a escribir "{header}" aquí.',
    },
    'result-header-changed/label': {
      message: 'La línea "{header}" ya no está en esta pestaña, así que no se muestra lo que va a su lado.',
      fix: 'Elija TechHire > Reparar, o vuelva a escribir "{header}" en la columna A.',
    },
    'header-missing/reworded': {
      message:
        'Falta el encabezado "{header}", así que esa columna no se lee. Probablemente era la columna {column}, que ahora se llama "{found}".',
      fix: 'Vuelva a escribir "{header}" aquí; o, si esta columna es suya, inserte una con el encabezado "{header}".',
    },
    'header-missing/emptied': {
      message:
        'Falta el encabezado "{header}", así que esa columna no se lee. Probablemente estaba aquí, sobre la columna {column}.',
      fix: 'Vuelva a escribir "{header}" aquí.',
    },
    'status-column-missing': {
      message: 'Falta la columna "{header}", así que no se muestra el estado de cada fila.',
      fix: 'Elija TechHire > Reparar, recupérela con Editar > Deshacer o del historial de versiones, o escriba "{header}" como encabezado de una columna nueva.',
    },
    'id-column-missing/reworded': {
      message:
        'Falta la columna oculta "{header}": ya no se puede distinguir una fila de otra y ninguna queda guardada. Probablemente es la columna {column}{found, select, none {} other {, que ahora se llama "{found}"}}.',
      fix: 'Vuelva a escribir "{header}" aquí.',
    },
    'computed-column-missing': {
      message: 'Falta la columna "{header}", así que no se muestran los números calculados a partir de la meta.',
      fix: 'Elija TechHire > Reparar, recupérela con Editar > Deshacer o del historial de versiones, o escriba "{header}" como encabezado de una columna nueva.',
    },
    'computed-column-missing/reworded': {
      message:
        'Falta la columna "{header}", así que no se muestran los números calculados a partir de la meta. Probablemente es la columna {column}{found, select, none {} other {, que ahora se llama "{found}"}}.',
      fix: 'Vuelva a escribir "{header}" aquí.',
    },
    'status-column-missing/reworded': {
      message:
        'Falta la columna "{header}", así que no se muestra el estado de cada fila. Probablemente es la columna {column}{found, select, none {} other {, que ahora se llama "{found}"}}.',
      fix: 'Vuelva a escribir "{header}" aquí.',
    },
    'waiver-column-missing': {
      message:
        'Falta la columna "{header}", así que ninguna advertencia queda eximida: las que lo estaban vuelven a contar.',
      fix: 'Elija TechHire > Reparar, recupérela con Editar > Deshacer o del historial de versiones, o escriba "{header}" como encabezado de una columna nueva.',
    },
    'waiver-column-missing/reworded': {
      message:
        'Falta la columna "{header}", así que ninguna advertencia queda eximida: las que lo estaban vuelven a contar. Probablemente es la columna {column}{found, select, none {} other {, que ahora se llama "{found}"}}.',
      fix: 'Vuelva a escribir "{header}" aquí.',
    },
    'question-missing/reworded': {
      message:
        'Falta la pregunta "{question}", así que su respuesta no se lee. Probablemente estaba aquí, en la fila {row}.',
      fix: 'Vuelva a escribir "{question}" aquí.',
    },
    'waiver-ended': {
      message:
        'Lo que señala la advertencia "{rule}" cambió desde que se escribió la exención, así que vuelve a contar.',
      fix: 'Corrija lo que dice la advertencia; o, si así está bien, cambie el motivo aquí.',
    },
    'waiver-unknown-rule': {
      message: 'No hay ninguna regla "{rule}", así que esta exención no tiene efecto.',
      fix: 'Escriba el código que está entre corchetes al final de la advertencia, dos puntos y por qué la advertencia no cuenta aquí.',
    },
    'waiver-which-rule': {
      message: 'Esta exención no dice a qué advertencia se refiere: la fila tiene {rules}.',
      fix: 'Ponga el código de una de ellas antes del motivo, con dos puntos entre ambos.',
    },
    'waiver-not-needed': {
      message: 'Esta exención no tiene efecto: la fila no tiene esa advertencia.',
      fix: 'Bórrela, o déjela como comentario.',
    },
    'waiver-of-error': {
      message: '"{rule}" es un error en esta fila, y los errores no admiten exención.',
      fix: 'Corrija el error.',
    },
    'rows-gone': {
      message:
        'Faltan {gone, number} de {of, number} filas de esta tabla. Se conservan en el registro, y las cifras para los financiadores quedan como estaban, hasta que alguien diga que se borraron a propósito.',
      fix: 'Recupérelas con Editar > Deshacer o con Archivo > Historial de versiones; o elija "{answer}" junto a "{question}" en la pestaña {start}.',
    },
    'not-announced': {
      message:
        'Esta hoja ha cambiado sin que se avisara al planificador, según se encontró el {since}. Hasta que se corrija solo se revisa unas pocas veces al día, y no mientras usted escribe.',
      fix: 'Elija TechHire > Conectar, que instala el activador que avisa al planificador. Hágalo también si otro programa ha escrito en la hoja.',
    },
    'question-missing': {
      message: 'La pregunta "{question}" no está en esta pestaña, así que su respuesta no se lee.',
      fix: 'Elija TechHire > Reparar, o vuelva a escribir "{question}" en la columna "{header}".',
    },
    'question-doubled': {
      message: 'La pregunta "{question}" ya está en la fila {row}, así que la respuesta de esta fila no se lee.',
      fix: 'Elimine una de las dos filas, o cambie la redacción de la pregunta en la fila {twin} si es una suya.',
    },
    required: {
      message: '{subject}: está en blanco, y {where, select, form {este formulario lo} other {esta fila lo}} necesita.',
      fix: 'Escriba {wants}.',
    },
    'formula-reaches-outside': {
      message:
        '{subject}: es una fórmula que trae datos de fuera de esta hoja de cálculo ({function}); su valor puede cambiar o fallar sin que nadie escriba nada.',
      fix: 'Escriba el valor mismo, y diga en una columna propia de dónde viene.',
    },
    'formula-reaches-outside/workbook': {
      message:
        '{subject}: es una fórmula que toma su valor de otro libro ({workbook}); su valor puede cambiar o fallar sin que nadie escriba nada, y quien no tenga ese archivo ve uno anticuado.',
      fix: 'Escriba el valor mismo, y diga en una columna propia de dónde viene.',
    },
    'formula-fails': {
      message: '{subject}: muestra {error}; su fórmula no da ningún valor.',
      fix: 'Corrija la fórmula, o escriba {wants}.',
    },
    misfit: { message: '{subject}: dice {found}, pero {but}.', fix: '{fix}' },

    'duplicate-row': {
      message:
        'Esta fila ({noun}) repite la fila {row}: {headers} {columns, plural, one {es igual} other {son iguales}}.',
      fix: 'Elimine una de las dos filas, o cambie {anyHeader} en lo que difieran.',
    },
    'unknown-name': {
      message: '{subject}: dice "{name}", pero ese nombre no está en la pestaña {tab} ({noun}).',
      fix: 'Agregue "{name}" a la pestaña {tab}, o elija un nombre que ya esté ahí.',
    },
    'unknown-name/near': {
      message: '{subject}: dice "{name}", pero ese nombre no está en la pestaña {tab} ({noun}).',
      fix: '¿Quiso decir "{near}"? Si no, agregue "{name}" a la pestaña {tab}.',
    },

    'rates-out-of-order/low': {
      message: '{lowHeader} es {low}, y eso es más que {likelyHeader}, {likely}.',
      fix: 'En {lowHeader} escriba {likely} como máximo, o corrija {likelyHeader}.',
    },
    'rates-out-of-order/high': {
      message: '{highHeader} es {high}, y eso es menos que {likelyHeader}, {likely}.',
      fix: 'En {highHeader} escriba {likely} como mínimo, o corrija {likelyHeader}.',
    },
    'routes-over-whole': {
      message: '"{matchedStep}" ({matched}) y "{enrolledStep}" ({enrolled}) suman {sum} de las mismas personas.',
      fix: 'Baje una de las dos, para que juntas no pasen de 100%.',
    },
    'rate-missing': {
      message:
        'No hay ninguna fila para el paso "{step}" con el grupo en blanco, así que no se pueden calcular las metas.',
      fix: 'Agregue una fila con el paso "{step}" y sus tasas baja, probable y alta.',
    },
    'rate-differs/observed': {
      message:
        'Según lo contado hasta el {through}, el {observed} da el paso "{step}": {moved, number} de unas {people, number} que tuvieron tiempo. Con {confidence} de confianza la tasa va de {low} a {high}, y {likelyHeader} es {likely}.',
      fix: 'Para adoptar lo observado, escriba {low} en {lowHeader}, {observed} en {likelyHeader} y {high} en {highHeader}, y anote sus propios conteos en {sourceHeader}. O déjelo así, si sabe por qué el resto del año será distinto.',
    },
    'rate-differs/nobody': {
      message:
        'Según lo contado hasta el {through}, de unas {people, number} que tuvieron tiempo nadie ha dado el paso "{step}". Con {confidence} de confianza la tasa es cuando mucho {high}, y {likelyHeader} es {likely}.',
      fix: 'Averigüe qué impide avanzar a las personas. Para planear con lo observado, escriba {high} o menos en {likelyHeader}, y anote sus propios conteos en {sourceHeader}.',
    },

    'segment-goal-twice': {
      message:
        'Este grupo tiene una meta de {placements, plural, one {# colocación} other {# colocaciones}} y además una proporción de {share}; solo puede valer una de las dos.',
      fix: 'Deje una de las dos y vacíe la otra celda.',
    },
    'segment-shares-over-whole': {
      message:
        'Las proporciones de {segments, plural, one {# grupo} other {# grupos}} suman {total} de las colocaciones; cada persona colocada cuenta en un solo grupo.',
      fix: 'Baje las proporciones en {over} en total. Quien pertenece a dos grupos cuenta en el que usted nombre primero.',
    },
    'segment-goals-over-goal': {
      message:
        'Las metas de los grupos suman {total, plural, one {# colocación} other {# colocaciones}}, pero la meta de todo el plan es {goal, number} (pestaña {tab}).',
      fix: 'Baje las metas de los grupos en {over, number}.',
    },
    'segment-goals-over-goal/raise': {
      message:
        'Las metas de los grupos suman {total, plural, one {# colocación} other {# colocaciones}}, pero la meta de todo el plan es {goal, number} (pestaña {tab}).',
      fix: 'Baje las metas de los grupos en {over, number}, o suba la meta de colocaciones a {enough, number}.',
    },
    'quarters-not-goal/more': {
      message:
        'Los trimestres suman {total, plural, one {# colocación} other {# colocaciones}}, pero la meta es {goal, number}. Mientras no coincidan, la pestaña {calendar} reparte la meta en la misma proporción.',
      fix: 'Baje los trimestres en {difference, number} en total, o suba la meta a {total, number}.',
    },
    'quarters-not-goal/fewer': {
      message:
        'Los trimestres suman {total, plural, one {# colocación} other {# colocaciones}}, pero la meta es {goal, number}. Mientras no coincidan, la pestaña {calendar} reparte la meta en la misma proporción.',
      fix: 'Suba los trimestres en {difference, number} en total, o vacíe uno de ellos: recibe entonces lo que quede.',
    },
    'segment-without-goal': {
      message: 'Este grupo no tiene ni meta de colocaciones ni proporción, así que no se calcula ninguna meta para él.',
      fix: 'Escriba cuántas de las colocaciones son para este grupo, o qué proporción de ellas.',
    },
    'segment-not-served': {
      message: 'Nadie atiende a este grupo, y no se nombra ningún socio nuevo que vaya a sumarse.',
      fix: 'Nombre los socios que atienden a este grupo, o en "{header}" quién se sumará.',
    },
    'segment-not-served/nobody-asks': {
      message: '"{partner}" se sumará, pero no se dice quién lo invita.',
      fix: 'Elija el socio que invita al nuevo.',
    },

    'year-out-of-order/backwards': {
      message: 'El año del plan termina el {end}, antes de empezar el {start}.',
      fix: 'Un plan es para un año: del {start} al {after}, por ejemplo.',
    },
    'year-out-of-order/length': {
      message: 'El año del plan dura {days, plural, one {# día} other {# días}}, del {start} al {end}.',
      fix: 'Un plan es para un año: del {start} al {after}, por ejemplo.',
    },
    'period-out-of-order': {
      message: '{toHeader} es {to}, antes de {fromHeader}, {from}.',
      fix: 'Intercambie las dos fechas, o corrija la equivocada.',
    },
    'outside-plan-year': {
      message: '{day} queda fuera del año del plan, del {start} al {end}. Este plan solo cuenta lo que pasa en su año.',
      fix: 'Corrija la fecha, o el año del plan en la pestaña {tab}.',
    },
    'date-outside-plan-year/goal': {
      message:
        '{day} queda fuera del año del plan, del {start} al {end}. Una meta de este plan vence dentro de su año.',
      fix: 'Corrija la fecha, o el año del plan en la pestaña {tab}.',
    },
    'date-outside-plan-year/program': {
      message:
        '{day} queda fuera del año del plan, del {start} al {end}. Un programa que empieza fuera del año no aporta nada a este plan.',
      fix: 'Corrija la fecha, o el año del plan en la pestaña {tab}.',
    },
    'ends-after-plan-year': {
      message:
        'Este programa empieza el {start}, dura {weeks, plural, one {# semana} other {# semanas}} y termina el {ends}, después del año del plan ({yearEnd}): nadie que salga de él puede ser colocado este año.',
      fix: 'Empiécelo a más tardar el {latest}, o déjelo para el próximo plan.',
    },
    'progress-in-future': {
      message: 'Este período empieza el {from}, una fecha que aún no llega.',
      fix: 'Informe de lo que ya pasó; las metas para después se calculan en la pestaña {tab}.',
    },

    'stage-order': {
      message:
        'Hasta el {until}, {laterStages} {stages, plural, one {suma} other {suman}} {after, number} personas, pero {earlierStage} solo {before, number}: una etapa no puede tener más personas que la anterior.',
      fix: 'Corrija los números de este período o de uno anterior. Quienes empezaron el año pasado van en {earlierStage} del período en que este plan los cuenta por primera vez.',
    },
    'segments-over-everybody': {
      message:
        '{stage} es {whole, number} para todas las personas, pero los grupos del mismo período suman {sum, number}.',
      fix: 'Cada persona cuenta en un solo grupo. Corrija los números de los grupos, o el de todas las personas.',
    },
    'progress-overlaps': {
      message:
        'Este período empieza el {from}, antes de que termine el de la fila {row} ({until}): los días intermedios se cuentan dos veces.',
      fix: 'Corrija las fechas para que cada día esté en un solo período.',
    },

    'spent-over-amount': {
      message: 'Se gastaron {spent}, pero la fuente da {amount}.',
      fix: 'Corrija uno de los dos montos, o agregue en una fila aparte la fuente que pagó el resto.',
    },
    'spent-before-received': {
      message: 'Se gastaron {spent}, pero la fuente está en "{status}".',
      fix: 'Ponga "{statusHeader}" en {committed} o {received}, o vacíe "{spentHeader}".',
    },
    'amount-missing': {
      message: 'La fuente está en "{status}", pero no hay ningún monto.',
      fix: 'Escriba el monto en dólares.',
    },
    'set-aside-without-reason': {
      message: 'Esta fuente se descartó, pero no se dice por qué.',
      fix: 'Escriba el motivo en pocas palabras, para que nadie tenga que volver a preguntarlo el próximo año.',
    },
    'uses-missing': {
      message: 'No se dice qué puede pagar esta fuente, así que no cubre ninguna necesidad.',
      fix: 'Escriba una o varias de las necesidades de la pestaña {tab}, separadas por comas.',
    },

    'override-too-low': {
      message:
        '{header}: su propio número es {own, number}, pero la meta necesita {needed, number} con las tasas de la pestaña {tab}. Alcanza para {reached, number} de {of, plural, one {# colocación} other {# colocaciones}}{stage, select, matched { directas} enrolled { después de la capacitación} other {}}.',
      fix: 'Escriba al menos {needed, number}, o vacíe la celda para planear con el número calculado.',
    },
    'openings-below-goal': {
      message:
        'La meta es de {goal, plural, one {# colocación} other {# colocaciones}}, pero la pestaña {tab} tiene {openings, plural, one {# vacante} other {# vacantes}} en total.',
      fix: 'Busque empleadores para {missing, number} más, o baje la meta.',
    },
    'commitments-below-goal': {
      message:
        'Los empleadores se han comprometido con {committed, number} de {goal, plural, one {# colocación} other {las # colocaciones}}.',
      fix: 'Pida a los empleadores de la pestaña {tab} compromisos para {missing, number} más.',
    },
    'seats-below-need': {
      message:
        '{needed, plural, one {# persona debe} other {# personas deben}} empezar a capacitarse, pero la pestaña {tab} tiene {seats, plural, one {# cupo} other {# cupos}}.',
      fix: 'Agregue grupos de ingreso con {missing, plural, one {# cupo más} other {# cupos más}}, o baje la meta.',
    },
    'too-late': {
      message:
        'Faltan {late, plural, one {# persona} other {# personas}} en {stage}: al {asOf} se esperaban {due, number} y se han contado {counted, number}. Aunque llegaran hoy, las últimas se colocarían a más tardar el {earliest}, después de que termine el año del plan, el {end}.',
      fix: 'Reduzca la meta de este año en las personas que ya no pueden colocarse en él, o acorte la columna {window} de los pasos en {assumptions} si su gente avanza más rápido. La pestaña {calendar} muestra cada etapa.',
    },
    'role-short': {
      message:
        'Los empleadores tienen {openings, plural, one {# vacante} other {# vacantes}} para "{role}" este año, y se espera que {ready, plural, one {# persona esté lista} other {# personas estén listas}} para ellas.',
      fix: 'Busque {missing, plural, one {# persona más} other {# personas más}}: con un grupo de ingreso que capacite para este puesto y termine dentro del año del plan, o vinculando a quienes ya tienen las habilidades. La pestaña {pipeline} muestra el puesto por trimestre.',
    },
    'no-demand-for-role': {
      message: 'Este programa capacita para "{role}", y ningún empleador de la pestaña {tab} tiene ese puesto.',
      fix: 'Use las mismas palabras que en la pestaña {tab}, o busque un empleador que contrate para este puesto.',
    },
    'no-demand-for-role/near': {
      message: 'Este programa capacita para "{role}", y ningún empleador de la pestaña {tab} tiene ese puesto.',
      fix: '¿Quiso decir "{near}"? Si no, busque un empleador que contrate para ese puesto.',
    },

    'scenario-of-which/not-of-any': {
      message: '"{what}" es un solo valor para todo el plan, pero aquí dice "{of}".',
      fix: 'Vacíe esta celda.',
    },
    'scenario-of-which/none': {
      message: '"{what}" no se puede cambiar: en la pestaña {tab} aún no hay ningún dato de este tipo ({noun}).',
      fix: 'Agréguelo primero en la pestaña {tab}.',
    },
    'scenario-of-which/which': {
      message: 'Se cambia "{what}", pero no se dice de cuál ({noun}).',
      fix: 'Escriba aquí {names}.',
    },
    'scenario-of-which/several': {
      message: '"{of}" puede ser más de una fila de la pestaña {tab} ({noun}).',
      fix: 'Escriba {names}.',
    },
    'scenario-of-which/unknown': {
      message: 'En la pestaña {tab} nada ({noun}) se llama "{of}".',
      fix: 'Escriba algo que esté ahí, por ejemplo {names}.',
    },
    'scenario-of-which/near': {
      message: 'En la pestaña {tab} nada ({noun}) se llama "{of}".',
      fix: '¿Quiso decir "{near}"?',
    },
    'scenario-value': {
      message: '"{what}" ha de ser {found}, pero {but}.',
      fix: '{fix}',
    },
    'scenarios-too-many': {
      message: '"{scenario}" es un escenario de más: junto al plan hay lugar para {most, number}.',
      fix: 'Vacíe las filas de uno que ya no necesite, o dé a esta fila el nombre de uno que ya está.',
    },

    // Nombres escritos de dos maneras.
    'alike-partners': {
      message: '"{name}" se parece a "{other}" en la fila {row}.',
      fix: 'Si las dos son una sola organización, conserve una fila y use su nombre en todas las pestañas. Si no lo son, ambas pueden quedarse.',
    },
    'alike-roles': {
      message: '"{name}" se parece a "{other}" en la fila {row}.',
      fix: 'Si los dos son un solo puesto, use las mismas palabras en ambas líneas y en la pestaña {tab}. Si no lo son, ambos pueden quedarse.',
    },
    'alike-people': {
      message: '"{name}" aquí y "{other}" en otro lugar parecen ser la misma persona.',
      fix: 'Si son una sola persona, escríbala siempre igual. Si no lo son, ambos pueden quedarse.',
    },
    'new-partner-joined': {
      message: '"{name}" ya se sumó: en la pestaña {tab} figura como {committed}.',
      fix: 'Nómbrela entre quienes atienden a este grupo y vacíe esta celda.',
    },
    'lead-not-a-partner': {
      message: '"{name}" dirige el plan, pero en la pestaña {tab} no hay ninguna organización con ese nombre.',
      fix: 'Agréguela a la pestaña {tab}, o use el nombre que tiene allí.',
    },

    // Verosimilitud: cada cifra se nombra con su fuente.
    'goal-above-reached': {
      message:
        'La meta es de {goal, number} colocaciones. Las comunidades TechHire informaron {placements, number} en 2015: {average, number} por cada una de {communities, number} comunidades ({source}).',
      fix: 'Para un primer año, planee menos. Si ya logró tantas antes, conserve la meta.',
    },
    'rate-above-published': {
      message: '{rate} es más que cualquier cifra publicada: la más alta es {published} ({source}).',
      fix: 'Planee con {published} o menos, o consérvela y nombre sus propias cifras como fuente.',
    },
    'rate-below-published': {
      message: '{rate} es menos que cualquier cifra publicada: la más baja es {published} ({source}).',
      fix: 'Revise si se cuenta sobre las personas correctas. Si son sus propias cifras, consérvela.',
    },
    'applicants-placed-too-often': {
      message:
        'En conjunto, las tasas probables colocan a {placed} de quienes se postulan. {source} colocó a {published}; {admittedBy} ni siquiera admitió a uno de cada tres.',
      fix: 'Baje las tasas probables que son supuestas y no medidas.',
    },
    'window-short': {
      message:
        '{rate} con empleo a {days, plural, one {# día} other {# días}} de terminar es más de lo que se conoce: {published} en {publishedDays, number} días ({source}).',
      fix: 'Cuente dentro de 180 días, o planee con {published} o menos.',
    },
    'price-above-published': {
      message: '{price} por persona es más de lo que cuestan los cursos intensivos: hasta {published} ({source}).',
      fix: 'Escriba el precio por persona, no el del curso completo. Si es correcto, consérvelo.',
    },
    'weeks-above-published': {
      message:
        '{weeks, number} semanas son más de dos años; la capacitación más larga que se conoce duró {published, number} semanas ({source}).',
      fix: 'Si {weeks, number} son días, escriba {asDays, number}.',
    },
    'cost-above-published': {
      message:
        '{amount} por persona es más de lo que cuesta un programa completo donde más cuesta: {published} ({source}).',
      fix: 'Si es el monto para todas las personas, elija "{total}" como base. Si es correcto, consérvelo.',
    },
    'scholarship-over-price': {
      message: 'La beca es de {amount} por persona, pero ningún programa cuesta más de {price}.',
      fix: 'Escriba lo que una persona necesita como máximo, o corrija los precios en la pestaña {tab}.',
    },
    'completion-below-assumed': {
      message:
        'De quienes empiezan, termina {measured} según las tasas que {programs, plural, one {# programa ha} other {# programas han}} medido. Aquí incluso la tasa baja es {low}.',
      fix: 'Escriba aquí {measured} como máximo, y revise también "{likelyHeader}".',
    },

    // Qué puede pagar cada fuente.
    'use-not-allowed': {
      message: '{source} no puede pagar {needs}.',
      fix: 'Quítelo de esta celda y busque otra fuente para ello.',
    },
    'use-conditional': {
      message: '{source} paga {conditions}.',
      fix: 'Diga en "{header}" cómo lo cumple este plan, o quítelo de lo que esta fuente puede pagar.',
    },
    'program-closed': {
      message: '{program} no da fondos nuevos desde {since}.',
      fix: 'Busque el programa que lo reemplazó, o descarte la fuente y diga por qué.',
    },
    'pell-without-program': {
      message:
        'Workforce Pell paga programas de {fewestWeeks, number} a menos de {under, number} semanas ({source}), y en la pestaña {tab} no hay ninguno de esa duración.',
      fix: 'Agregue un programa de esa duración, o descarte esta fuente y diga por qué.',
    },
    'source-unnamed': {
      message: 'La fuente está en "{status}", pero no se nombra ni su programa ni su financiador.',
      fix: 'Complete "{program}" o "{funder}", para que se sepa de quién es el dinero.',
    },
    'amount-not-sought': {
      message: 'Hay un monto de {amount}, pero la fuente está en "{status}".',
      fix: 'Ponga en "{header}" hasta dónde se ha llegado, o vacíe "{amountHeader}".',
    },
    'need-without-source': {
      message: 'Ninguna fuente de la pestaña {tab} puede pagar {need}.',
      fix: 'Busque una fuente, o agréguelo en "{header}" donde una fuente pueda pagarlo.',
    },

    // Períodos y plazos.
    'period-outside-plan-year': {
      message: '{header} es {day}, así que todo el período queda fuera del año del plan, {start} a {end}.',
      fix: 'Corrija la fecha, o deje esta fila para el plan de ese año.',
    },
    'progress-gap': {
      message: 'No hay informe de todas las personas del {first} al {last}.',
      fix: 'Agregue el período que falta, con 0 donde no hubo nadie, o corrija las fechas.',
    },
    'segment-without-everybody': {
      message:
        'Hay informe de "{segment}" del {from} al {to}, pero no de todas las personas, así que estas no cuentan en ningún total.',
      fix: 'Agregue una fila para esos días, con "{header}" vacío, que cuente a todas las personas.',
    },
    'period-without-counts': {
      message: 'Este período no tiene ningún número en ninguna etapa.',
      fix: 'Escriba cuántas personas hubo, y 0 donde no hubo nadie; o elimine la fila.',
    },
    'spent-before-window': {
      message: 'Se gastaron {spent}, pero el dinero se puede gastar solo desde el {from}.',
      fix: 'Corrija el monto o la fecha.',
    },
    'unspent-at-end': {
      message: 'Quedan {left}, y el último día para gastarlo fue el {to}.',
      fix: 'Escriba lo que se gastó hasta entonces, o pida más tiempo al financiador y corrija la fecha.',
    },
    'agreed-in-future': {
      message: 'El acuerdo de los socios es del {day}, una fecha que aún no llega.',
      fix: 'Vacíe la celda hasta que haya acuerdo, o corrija la fecha.',
    },
    'plan-year-over': {
      message: 'El año del plan terminó el {end}.',
      fix: 'Escriba los últimos números y empiece una hoja nueva para el año siguiente.',
    },

    // Lo que necesitan los empleadores.
    'openings-missing': {
      message: 'Esta línea no tiene vacantes en ningún trimestre. Vacío significa que no se sabe.',
      fix: 'Pregunte al empleador cuántas personas quiere y cuándo; escriba 0 donde no quiere a nadie.',
    },
    'commitments-over-openings': {
      message:
        'Este empleador se compromete a {committed, plural, one {# colocación} other {# colocaciones}}, pero en la pestaña {tab} solo tiene {openings, plural, one {# vacante} other {# vacantes}}.',
      fix: 'Agregue las líneas que faltan en la pestaña {tab}, o corrija uno de los dos números.',
    },
    'commitment-without-openings': {
      message:
        'Este empleador se compromete a {committed, plural, one {# colocación} other {# colocaciones}}, pero no tiene ninguna línea en la pestaña {tab}.',
      fix: 'Agregue una línea por cada puesto para el que contrata, con sus vacantes.',
    },
    'commitment-while-invited': {
      message: 'Este socio está en "{invited}", pero en "{header}" dice {committed, number}.',
      fix: 'Póngalo en "{committedLabel}" si ya aceptó, o vacíe "{header}".',
    },
    'ability-differs': {
      message: '{employer} contrata para este puesto sin título, pero en la pestaña {tab} "{header}" dice {no}.',
      fix: 'Pregunte al empleador y corrija lo que esté mal.',
    },
    'nobody-hires-on-ability': {
      message:
        'Ningún empleador contrata por capacidad: {employers, plural, one {el único que respondió no lo hace} other {los # que respondieron no lo hacen}}.',
      fix: 'Busque al menos un empleador que contrate sin título a personas que saben hacer el trabajo.',
    },

    // Cupos.
    'existing-over-seats': {
      message:
        'Su propio número es {own, number}, pero los programas marcados {existing} tienen {seats, plural, one {# cupo} other {# cupos}}.',
      fix: 'Escriba {seats, number} como máximo, o agregue los grupos de ingreso que faltan en la pestaña {tab}.',
    },
    'enrolled-over-seats': {
      message:
        'Hasta el {until} {enrolled, plural, one {# persona empezó} other {# personas empezaron}} la capacitación, pero los programas ya iniciados tienen {seats, plural, one {# cupo} other {# cupos}}.',
      fix: 'Agregue a la pestaña {tab} el grupo de ingreso en que empezaron, o corrija los números.',
    },
    'program-below-criteria': {
      message:
        'Este programa no cumple los criterios de la comunidad, y {seats, plural, one {su cupo cuenta} other {sus # cupos cuentan}}.',
      fix: 'Acuerde con el proveedor qué debe cambiar y para cuándo, o ponga sus cupos en 0.',
    },

    // Respuestas.
    'state-unknown': {
      message: '{typed} no es un estado que los resúmenes conozcan.',
      fix: 'Escriba las dos letras de cada estado, separadas por comas, por ejemplo OH, KY.',
    },
    'state-unknown/meant': {
      message: '{typed} no es un estado que los resúmenes conozcan.',
      fix: 'Escriba las dos letras de cada estado, separadas por comas: {codes}.',
    },
    'public-and-not': {
      message: 'La respuesta es "{none}", pero la respuesta a "{header}" nombra datos.',
      fix: 'Elija en qué forma se publican, o vacíe la otra respuesta.',
    },
    'link-not-public/document': {
      message: 'Esta dirección abre un documento para quienes pueden editarlo.',
      fix: 'Publique la página y escriba la dirección que todas las personas pueden abrir sin iniciar sesión.',
    },
    'link-not-public/private': {
      message: 'Esta dirección lleva a una computadora dentro de la red de una organización.',
      fix: 'Escriba la dirección de una página que todas las personas puedan abrir.',
    },
    'local-goal-without-change': {
      message: 'El número por alcanzar y "{header}" son iguales: no queda nada por alcanzar.',
      fix: 'Escriba el número que se quiere alcanzar, o corrija "{header}".',
    },
    'partner-only-invited': {
      message: '{tabs}: allí se cuenta con este socio, pero aquí está en "{invited}".',
      fix: 'Póngalo en "{committed}" si ya aceptó; si no, quítelo de allí.',
    },
  },

  rollup: rollupTexts,

  sharing: sharingTexts,
  connecting: connectingTexts,
  script: scriptTexts,

  conditions: {
    boardFunction:
      '{needs} (solo como función de una junta local de fuerza laboral, dentro del tope para administración)',
    tiedToServices: '{needs} (solo cuando acerca a las personas a sus servicios de carrera o capacitación)',
    trainingAccount:
      '{needs} (mediante cuentas individuales de capacitación, para programas de la lista estatal de proveedores elegibles)',
    supportiveService:
      '{needs} (solo para personas en servicios de carrera o capacitación que no lo consiguen de otra manera, 20 CFR 680.910)',
    aidToStudent:
      '{needs} (como ayuda a la persona que estudia, en programas de instituciones acreditadas que califican)',
    costOfAttendance: '{needs} (solo como parte del costo de asistencia de quien estudia)',
    snapHalf: '{needs} (a la mitad de lo que se gasta de nuevo, para personas con SNAP)',
  },
};
