import { factTexts } from './rollup-facts-es.ts';
import { fileTexts } from './rollup-files-es.ts';
import { wioaTexts } from './rollup-wioa-es.ts';
import type { MessageTable } from './words.ts';

/** What a rollup says to those who read it, in Spanish; which word for which idea: see es.ts. A rollup is a resumen. */
export const rollupTexts: MessageTable['rollup'] = {
  scopes: {
    state: 'Comunidades de TechHire en {state}',
    funder: 'Comunidades de TechHire con apoyo de {funder}',
    network: 'Todas las comunidades de TechHire',
  },

  leftOut: {
    noPlan: 'sin plan para {year}',
    noSheet: 'todavía no se ha leído ninguna hoja de esta comunidad',
    unreadable: 'sus cifras no tienen la forma que lee esta versión; se escriben de nuevo cuando alguien edite su hoja',
    notSaid: 'su plan no dice en qué forma se publican los datos',
    onRequest: 'sus cifras se dan solo a quien las pide, con un enlace',
    noCounts: 'su plan no publica conteos de personas',
  },

  labels: {
    placed: 'Colocadas en empleos',
    everybodyElse: 'Las demás personas',
    underOnePercent: 'menos de 1%',
    notCounted: 'sin contar',
    hidden: 'oculto',
    notSet: 'sin fijar',
    notGiven: 'no se indica',
    notSaid: 'no se dice',
    none: '–',
    outOf: '{part} de {whole}',
    wordOutOf: '{word}, de {whole}',
    range: 'de {low} a {high}',
    estimate: '{expected} (de {low} a {high})',
    days: '{from} al {to}',
    daysFrom: '{first} o, a más tardar, el {last}',
    time: '{day} a las {time} UTC',
    of: 'de {whole}',
  },

  page: {
    title: '{title}, año del plan {year}: resumen de TechHire',
    eyebrow: 'Resumen de TechHire, año del plan {year}',
    skip: 'Ir a las cifras',
    ledBy: 'La dirige {organization}',
    tools: 'Descargas e idioma',
    download: 'Descargar',
    onPaper:
      'En papel, las listas largas tienen solo sus primeras 6 filas, y no están el dinero por mes, las tasas ni aquello de lo que depende la difusión. El archivo de Excel lo tiene todo.',
    read: 'Leído el {time}. Hecho por TechHire Planner.',
    readRevision: 'Leído el {time}, de la revisión {revision} del plan. Hecho por TechHire Planner.',
    hash: 'Huella del contenido (SHA-256), la misma mientras no cambie ninguna cifra: {hash}',
    more: {
      segments: 'En las descargas hay {count, plural, one {# grupo más} other {# grupos más}}.',
      periods: 'En las descargas hay {count, plural, one {# período más} other {# períodos más}}.',
      communities: 'En las descargas hay {count, plural, one {# comunidad más} other {# comunidades más}}.',
      roles: 'En las descargas hay {count, plural, one {# puesto más} other {# puestos más}}.',
      localGoals: 'En las descargas hay {count, plural, one {# meta local más} other {# metas locales más}}.',
      grants: 'En las descargas hay {count, plural, one {# subvención más} other {# subvenciones más}}.',
      rates: 'En las descargas hay {count, plural, one {# tasa más} other {# tasas más}}.',
      warnings: 'En las descargas hay {count, plural, one {# advertencia más} other {# advertencias más}}.',
    },
    chart: '{about} {rows}. La tabla de abajo tiene las mismas cifras.',
    chartRow: '{label}: {text}',
  },

  answer: {
    onTrack: '¿Van por buen camino?',
    ofGoal: 'de {goal, plural, one {# colocación} other {# colocaciones}} en empleos de tecnología',
    withoutGoal: '{count, plural, one {colocación} other {colocaciones}} en empleos de tecnología hasta ahora',
    notCounted: 'colocaciones aún sin contar',
    hidden: 'número de colocaciones oculto',
    headlines: {
      noGoal: 'Todavía no se ha fijado una meta de colocaciones.',
      notCounted:
        'Aún no se han contado las colocaciones de todas las personas, así que nada se puede decir del ritmo.',
      hidden:
        'El número es demasiado pequeño para publicarse, o delataría uno pequeño, así que tampoco se dice nada del ritmo.',
      reached: 'La meta está alcanzada.',
      safe: 'Van por buen camino: hasta el extremo bajo del pronóstico alcanza la meta.',
      likely: 'Van por buen camino, pero sin seguridad: el extremo bajo del pronóstico no alcanza la meta.',
      possible: 'En riesgo: el pronóstico no alcanza la meta; solo su parte alta llega a ella.',
      unlikely: 'Fuera de camino: ni el extremo alto del pronóstico alcanza la meta.',
      ahead: 'Van por buen camino: no hay menos personas colocadas que a un ritmo parejo.',
      behind: 'Van atrasadas: hay menos personas colocadas que a un ritmo parejo.',
      noPace: 'Todavía no se puede decir cómo terminará el año.',
    },
    forecast: '{atThisPace} al {until}.',
    forecastOfSome:
      '{atThisPace} al {until}, en las {counted, number} de {communities, number} comunidades de las que se puede decir.',
    share: '{share} de la meta.',
    pace: '{share} de la meta, contado hasta el {through}. A un ritmo parejo serían {even, number} para entonces.',
    paceOfSome:
      '{share} de la meta. Han contado {counted, number} de {communities, number} comunidades, hasta el {through}; sus metas suman {goal, number}, y a un ritmo parejo serían {even, number} para entonces.',
    trainFirst:
      'En un año en que las personas primero se capacitan, las colocaciones llegan tarde; vea cuánto avanzan las etapas anteriores.',
    bars: {
      placed: 'Colocadas hasta hoy',
      even: 'Ritmo parejo',
      forecast: 'Pronóstico',
      goal: 'Meta: {goal, number}',
      about: 'Gráfico de barras de las colocaciones frente a la meta de {goal, number}.',
    },
    money: '¿Qué logra el dinero?',
    secured: 'de {needed} que se necesitan está recibido o comprometido',
    noNeeds: 'Todavía no se ha anotado ninguna necesidad.',
    needed: 'Se necesita',
    received: 'Recibido o comprometido',
    stillToFind: 'Falta conseguir',
    spent: 'Gastado hasta ahora',
    costOfPlacement: 'Se necesita por colocación',
    soFar: 'Hasta ahora {people}.',
    soFarSpent: 'Hasta ahora se han gastado {spent}, y {people}.',
    started: '{count, plural, one {# persona ha empezado} other {# personas han empezado}} a capacitarse',
    completed: '{count, plural, one {# ha egresado} other {# han egresado}}',
    placed: '{count, plural, one {# está colocada} other {# están colocadas}}',
  },

  funnel: {
    title: 'Del primer contacto al empleo',
    lead: 'Los objetivos se calculan hacia atrás a partir de la meta de colocaciones. Cada barra muestra qué parte de su propio objetivo se ha alcanzado hasta ahora.',
    leadWithPace:
      'Los objetivos se calculan hacia atrás a partir de la meta de colocaciones. Cada barra muestra qué parte de su propio objetivo se ha alcanzado hasta ahora. La marca que cruza las barras es donde se estaría a un ritmo parejo a lo largo del año del plan.',
    chart: 'Gráfico de barras de la parte alcanzada del objetivo de cada etapa.',
    evenPace: 'Ritmo parejo',
    table: 'Personas por etapa',
    stage: 'Etapa',
    soFar: 'Hasta ahora',
    target: 'Objetivo',
    reached: 'Alcanzado',
  },

  segments: {
    title: 'Por grupo de personas que buscan empleo',
    lead: 'Colocaciones hasta ahora frente a la meta de cada grupo; debajo, personas hasta ahora y el objetivo de cada etapa.',
    chart: 'Gráfico de barras de las colocaciones por grupo.',
    table: 'Personas por grupo y etapa',
    group: 'Grupo',
  },

  quarters: {
    title: 'Por trimestre',
    lead: 'Colocaciones contadas en cada trimestre del año del plan, frente a la meta del trimestre.',
    chart: 'Gráfico de barras de las colocaciones por trimestre.',
    table: 'Colocaciones por trimestre',
    quarter: 'Trimestre',
    placed: 'Colocadas',
    goal: 'Meta',
    reached: 'Alcanzado',
    periods: 'Por período',
    periodsLead: 'Personas según avanzaron en cada período que se ha contado.',
    periodsTable: 'Personas por período y etapa',
    period: 'Período',
    soFar: 'Hasta ahora',
  },

  communities: {
    title: 'Comunidades',
    lead: 'En estas cifras hay {included, number} de {all, number}. Todas las barras tienen la misma escala: la barra entera es la meta de la propia comunidad, o todo el dinero que necesita.',
    leadWithPace:
      'En estas cifras hay {included, number} de {all, number}. Todas las barras tienen la misma escala: la barra entera es la meta de la propia comunidad, o todo el dinero que necesita. La marca es donde se estaría a un ritmo parejo.',
    furthest:
      'Se muestran las {shown, number} comunidades que están más lejos de su propia meta, hasta donde se puede publicar.',
    placed: 'Colocadas',
    money: 'Financiado',
    asTable: 'Como tabla',
    table: 'Comunidades incluidas',
    community: 'Comunidad',
    state: 'Estado',
    placedSoFar: 'Colocadas hasta ahora',
    goal: 'Meta',
    evenPace: 'Ritmo parejo',
    needed: 'Dinero que se necesita',
    covered: 'Recibido o comprometido para ello',
    errors: 'Errores en el plan',
    leftOut: 'Excluidas',
    leftOutItem: '{community}: {reason}.',
  },

  money: {
    title: 'Cuánto cuesta y quién paga',
    noNeeds: 'Todavía no se ha anotado ninguna necesidad.',
    covered:
      'El dinero recibido o comprometido puede pagar {share} de lo que se necesita, así que falta conseguir {toFind}.',
    idle: '{idle} de ese dinero no encuentra nada que pagar, porque una fuente paga solo lo que permite quien la da, y mientras se puede gastar.',
    drawn:
      'Cada tipo de dinero empieza donde termina el anterior, de modo que las barras juntas muestran hasta dónde alcanza.',
    chart: 'Gráfico de barras del dinero.',
    needed: 'Se necesita',
    received: 'Recibido',
    committed: 'Comprometido',
    applied: 'Solicitado',
    ideas: 'Como idea',
    hopedFor: 'Esperado',
    stillToFind: 'Falta conseguir',
    amount: 'Monto',
    spent: 'Gastado hasta ahora',
    needs: 'Las necesidades, y lo que hay para ellas',
    needsChart: 'Gráfico de barras de lo que el dinero recibido o comprometido cubre de cada necesidad.',
    needsTable: 'Para qué es el dinero',
    need: 'Necesidad',
    byMonth: 'Por mes',
    monthsTable: 'Cuándo se necesita',
    month: 'Mes',
    sourcesTable: 'De dónde viene el dinero',
    source: 'Fuente',
    allSources: 'Todas las fuentes',
    setAside: 'Consideradas y descartadas: {sources}.',
    open: 'Aún sin considerar: {sources}.',
    costs: 'Cuánto cuesta una persona',
    costOfPlacement: 'Una colocación: {amount}. Publicado por otros: {published}.',
    costOfParticipant:
      'Una persona que empieza a capacitarse o es vinculada: {amount}. Publicado por otros: {published}.',
  },

  ownMoney: {
    title: 'Qué paga {funder}',
    lead: '{given} están recibidos o comprometidos en {communities, plural, one {# comunidad} other {# comunidades}}. {used} de ellos encuentran algo que pagar en este año del plan, y {spent} se han gastado.',
    hoped: '{hoped} más están solicitados, o son una idea.',
    chart: 'Gráfico de barras de lo gastado del dinero de cada comunidad.',
    spentOf: '{spent} de {given} gastados',
    toWhom: 'A quién, y para qué',
    community: 'Comunidad',
    program: 'Programa',
    status: 'Situación',
    mayPayFor: 'Puede pagar',
    amount: 'Monto',
    used: 'Encuentra algo que pagar',
    spent: 'Gastado hasta ahora',
    given: 'Recibido o comprometido',
    byUse: 'Según lo que puede pagar',
    byUseLead:
      'El dinero recibido o comprometido, cada dólar una vez: una subvención para varias necesidades no se divide entre ellas, porque ningún plan dice qué dólar paga qué.',
    all: 'Todo',
    results: 'Qué resulta de ello',
    ofNeeds: 'Puede pagar {share} de los {needed} que necesitan estas comunidades.',
    planned:
      'Apuntan a {goal, plural, one {# colocación} other {# colocaciones}}: {amount} de este dinero por cada una.',
    soFar:
      'Hasta ahora {placed, plural, one {# persona está colocada} other {# personas están colocadas}}: {amount} gastados por cada una.',
    caveat:
      'Otros pagan por las mismas personas, y el dinero se gasta mucho antes de que alguien esté colocado: es lo que este dinero suma por colocación, y no lo que cuesta una colocación.',
    allTogether: 'Todo el dinero junto, de todos: {amount} por colocación según el plan.',
  },

  partners: {
    title: 'Empleadores, capacitación y socios',
    demand: 'Demanda y capacitación',
    openings: 'Vacantes que los empleadores esperan',
    employers: 'Empleadores con vacantes',
    placements: 'Colocaciones a las que se comprometieron los empleadores',
    programs: 'Programas de capacitación',
    seats: 'Cupos en ellos',
    enrolled: 'Personas por inscribir',
    partners: 'Socios',
    none: 'Todavía no hay socios.',
    table: 'Organizaciones por tipo',
    kind: 'Tipo',
    committed: 'Comprometidos',
    invited: 'Invitados',
    countedOnce: 'Una organización que trabaja con varias comunidades cuenta una vez en cada una.',
  },

  roles: {
    title: 'Puestos a los que les faltan personas',
    noneShort: 'Para cada vacante se espera que haya alguien listo.',
    short:
      '{count, plural, one {# puesto tiene} other {# puestos tienen}} vacantes para las que no se espera que haya nadie listo a tiempo.',
    expected:
      'Se espera a quienes egresan, si se llenan todos los cupos, o son vinculadas, en la medida en que las tasas del plan dicen que toman un empleo.',
    table: 'Vacantes y personas por puesto',
    role: 'Puesto',
    openings: 'Vacantes',
    ready: 'Personas listas',
    openingsShort: 'Vacantes sin nadie',
    waiting: 'En espera al fin del año',
    capture:
      'Tasa de absorción: los empleadores comprometidos tienen vacantes para {hired, number} de {completers, plural, one {# persona} other {las # personas}} que se espera que egresen ({share}).',
    ownOnly: 'Las personas cuentan solo para los empleadores de su propia comunidad.',
  },

  forecast: {
    title: 'A este ritmo',
    hidden:
      'A lo que llegue el año se calcula con conteos de los que algunos están ocultos, así que también se oculta: de él se podrían deducir.',
    lead: 'A lo que llega el año del plan al {until} si sigue como se ha contado.',
    table: 'Colocaciones del año del plan',
    placements: 'Colocaciones',
    people: 'Personas',
    low: 'Pronóstico, extremo bajo',
    expected: 'Pronóstico',
    high: 'Pronóstico, extremo alto',
    goal: 'Meta',
    method:
      'Las personas colocadas hasta ahora, y las que se esperan de quienes están en camino y de quienes falta que lleguen, si llegan tantas como hasta el {through} y avanzan como ellas; donde se han contado pocas, las tasas quedan cerca de las supuestas. Las colocaciones están en el rango con una confianza de {confidence}.',
    methodOfSeveral:
      'Es el de {counted, number} de {communities, number} comunidades; las demás no han contado nada todavía, o es muy poco lo que se puede decir de ellas. Sus pronósticos se suman; sus rangos, como los de años que resultan independientes unos de otros.',
    fromTotals:
      'Hay conteos ocultos de períodos sueltos, así que se calcula solo con los totales hasta ahora, como si cada día hubieran llegado igual número de personas: no dice nada que los totales no digan.',
    fromTotalsOfSeveral:
      'En {count, plural, one {# comunidad} other {# comunidades}} hay conteos ocultos de períodos sueltos; ahí el pronóstico se calcula solo con los totales hasta ahora, como si cada día hubieran llegado igual número de personas: no dice nada que los totales no digan.',
    rates: 'Tasas supuestas y observadas',
    ratesLead:
      'De las personas que tuvieron tiempo de avanzar, cuántas avanzaron. Quienes todavía tienen tiempo no son fracasos: cuentan en la medida en que ya pasó.',
    step: 'Paso',
    assumed: 'Supuesta',
    observed: 'Observada',
    range: 'Rango',
    restsOn: 'Se basa en',
    movedOf: '{moved, number} de unas {people, number}',
  },

  risk: {
    title: 'Qué tan seguro es el plan',
    unknown: 'Todavía no se puede decir si es probable alcanzar la meta.',
    chance:
      'Con los números propios del plan, la meta se alcanza con una probabilidad de {chance} como máximo; la comunidad quiere una seguridad de {wanted}. La etapa más débil es “{stage}”, donde se {planned, plural, one {prevé # persona} other {prevén # personas}}.',
    chances:
      'En {sure, number} de {communities, plural, one {# comunidad} other {# comunidades}} los números propios del plan alcanzan su meta con la seguridad que ahí se quiere. Las probabilidades no se suman: lo que alcanza una comunidad nada dice de otra.',
    columns:
      'Si las tasas salen altas, o bajas: las personas que se necesitan si todas salen así. Con confianza: las personas con las que la meta se alcanza con la seguridad que se quiere, si las tasas probables son correctas. Con tasas inciertas: lo mismo, si cada tasa puede estar entre su baja y su alta.',
    columnsOfSeveral:
      'Si las tasas salen altas, o bajas: las personas que se necesitan si todas salen así. Con confianza: las personas con las que cada comunidad alcanza su meta con la seguridad que quiere, si las tasas probables son correctas. Con tasas inciertas: lo mismo, si cada tasa puede estar entre su baja y su alta.',
    table: 'Personas que se necesitan para asegurar la meta',
    stage: 'Etapa',
    target: 'Objetivo',
    ifHigh: 'Si las tasas salen altas',
    ifLow: 'Si las tasas salen bajas',
    confidence: 'Con confianza',
    confidenceOf: 'Con una confianza de {confidence}',
    uncertain: 'Con tasas inciertas',
    planned: 'Previstas',
    enough: 'Probabilidad de que basten',
    ranges: 'Cuánto dependen los objetivos de las tasas',
    rangesLead:
      'El punto es el objetivo; la banda va de las menos a las más personas que se podrían necesitar. Cada línea es diez veces la anterior.',
    rangesChart:
      'Gráfico de rangos de las personas que se necesitan en cada etapa, en una escala en que cada línea es diez veces la anterior.',
    rangeRow: 'objetivo {target, number}, de {low, number} a {high, number}',
    swings: 'De qué tasa depende más la difusión',
    swingsLead:
      'Personas por informar si esta única tasa sale tan alta, o tan baja, como el plan permite, y todas las demás como es probable. La línea es el objetivo, {aware, number}; la barra más larga es la tasa que conviene conocer mejor. Una tasa sin barra no cambia nada por sí sola.',
    swingsLeadOfSeveral:
      'Personas por informar si esta única tasa sale tan alta, o tan baja, como permite cada plan que la tiene, y todas las demás como es probable. La línea es el objetivo, {aware, number}; la barra más larga es la tasa que conviene conocer mejor. Una tasa sin barra no cambia nada por sí sola.',
    swingsChart: 'Gráfico de barras de las personas por informar según una tasa a la vez salga alta o baja.',
    rateOfSegment: '{rate}, {segment}',
    asTable: 'Por tasa, como tabla',
    swingsTable: 'Personas por informar, por tasa',
    rate: 'Tasa',
    low: 'Baja',
    likely: 'Probable',
    high: 'Alta',
    communities: 'Comunidades',
    awareIfHigh: 'Por informar si sale alta',
    awareIfLow: 'Por informar si sale baja',
  },

  localGoals: {
    title: 'Metas locales',
    lead: 'Lo que la comunidad quiere además de colocaciones, en sus propias palabras.',
    leadOfSeveral: 'Lo que las comunidades quieren además de colocaciones, en sus propias palabras.',
    goal: 'Meta',
    community: 'Comunidad',
    measure: 'Se mide por',
    baseline: 'Punto de partida',
    target: 'Objetivo',
    byWhen: 'Para cuándo',
  },

  method: {
    title: 'Cómo leer esto, y sus límites',
    errors:
      '{errors, plural, one {# error} other {# errores}} en {communities, plural, one {el plan} other {los planes}}: hay filas excluidas.',
    errorsHow: 'Una fila con un error no está en ninguna de estas cifras hasta que se corrija.',
    noErrors: 'Ninguna fila está excluida por errores.',
    warnings:
      '{warnings, plural, one {# advertencia} other {# advertencias}}: se cuenta como se escribió, pero merece una pregunta.',
    checklist:
      'Lista de planificación: {done, number} de {of, plural, one {# pregunta respondida} other {# preguntas respondidas}}.',
    soFar:
      '“Hasta ahora” es lo que los socios han contado e informado en el plan. “Sin contar” quiere decir que nadie ha informado un número; no es cero.',
    countedBy:
      'De {communities, number} comunidades, {counted, number} han contado colocaciones y {withGoal, number} han fijado una meta.',
    targets:
      'Los objetivos son personas enteras, calculadas hacia atrás a partir de la meta de colocaciones con la proporción de personas que el plan espera que avance en cada etapa. Son planes, no pronósticos. Quienes podrían vincularse directamente y quienes primero se capacitan salen de las mismas personas evaluadas.',
    hiding:
      'Para proteger a las personas no se muestra un conteo por debajo de {threshold, number}, ni uno del que se pueda deducir un conteo así: dice “oculto”. En este resumen {hidden, plural, =0 {no se oculta nada} one {se oculta # cifra} other {se ocultan # cifras}}. Los objetivos y el dinero nunca se ocultan.',
    hiddenCounts:
      'De {of, number} conteos de personas en total, por grupo y por periodo, {hidden, plural, one {# está oculto} other {# están ocultos}}: {few, number} porque son pocas personas o parte de pocas, {complementary, number} para que esos no se puedan calcular y {earlier, number} porque junto con un estado anterior revelarían a pocas personas.',
    audited:
      'Antes de entregarlo se intentó calcular lo oculto: quien reúna todo lo publicado no puede acotar ningún conteo protegido a menos de {narrowest, plural, one {# persona} other {# personas}}.',
    knownAnyway:
      '{count, plural, one {# conteo oculto casi se conoce} other {# conteos ocultos casi se conocen}} por lo que se publicó en otra parte, se oculte aquí lo que se oculte.',
    amounts:
      'Los montos son dólares como {communities, plural, one {la comunidad los anotó} other {las comunidades los anotaron}}; nadie los ha auditado. Una subvención recibida no se cuenta también como comprometida.',
    waived:
      'Se {count, plural, one {eximió # advertencia, por esta razón} other {eximieron # advertencias, por estas razones}}:',
    waiver: '{table} ({rule}): {reason}',
    waiverOf: '{community}, {table} ({rule}): {reason}',
    wholeDollars: 'Esta página redondea a dólares enteros.',
  },

  coverage: {
    included: '{included, number} de {all, plural, one {# comunidad} other {# comunidades}}',
    since: '{late, number} sin avance desde el {day}',
    sinceOrLonger: '{late, number} sin avance desde el {day} o desde antes',
    never: '{late, number} sin ningún avance todavía',
    errors: '{errors, number} con errores en {errors, plural, one {su plan} other {sus planes}}',
    sinceHere: 'Sin avance desde el {day}',
    neverHere: 'Sin avance todavía',
  },

  reporting: {
    title: 'Qué está atrasado y qué tiene errores',
    late: '{late, number} de {all, plural, one {# comunidad no tiene} other {# comunidades no tienen}} conteos desde el {since} o antes, aunque los pide un trimestre que terminó hace más de 45 días.',
    never:
      '{late, number} de {all, plural, one {# comunidad no tiene} other {# comunidades no tienen}} ningún conteo, aunque los pide un trimestre que terminó hace más de 45 días.',
    errors: '{errors, number} de {all, number} planes tienen errores; las filas con errores no están en ninguna cifra.',
    lateItem: '{community}: contado hasta el {through}, se esperaba hasta el {due}',
    lateNever: '{community}: nada contado, se esperaba hasta el {due}',
    more: '{count, plural, one {# más está} other {# más están}} en los archivos de datos.',
  },

  errors: {
    eyebrow: 'Resumen de TechHire',
    incomplete: 'A este enlace le falta algo',
    nothing: 'No hay nada que mostrar',
    scopeMissing: 'Diga de quién: {parameter}={forms}.',
    scopeUnknown: 'El alcance "{scope}" no existe. Ponga {parameter}={forms}, por ejemplo {example}.',
    yearMissing: 'Diga de qué año del plan: {parameter}={form}, el año calendario en que empieza.',
    yearUnknown:
      '"{year}" no es un año. Ponga {parameter}={form}, de 2000 a 2099: el año calendario en que empieza el año del plan.',
    formatUnknown: 'El formato "{format}" no existe. Ponga {parameter}={forms}.',
    languageUnknown: 'El idioma "{language}" no existe. Ponga {parameter}={forms}.',
    communityUnknown: 'Aquí no se conoce ninguna comunidad "{community}".',
    communityYear: 'La comunidad "{community}" no tiene plan para {year}.',
    stateYear: 'Ninguna comunidad de {state} tiene plan para {year}.',
    groupUnknown: 'Aquí no se conoce ningún grupo "{group}".',
    groupYear: 'Ninguna comunidad de {group} tiene un plan para {year}.',
    funderYear:
      'Ningún plan para {year} tiene dinero recibido o comprometido de un financiador "{funder}". El nombre es el de la hoja de socios.',
    networkYear: 'Ninguna comunidad tiene plan para {year}.',
    otherYears: '{problem} Sí lo hay para {years}.',
    unsafe: 'Este resumen no se entrega por ahora',
    unsafeFound:
      'Antes de entregar cifras se intenta calcular lo que ocultan. De {counts, plural, one {# conteo oculto} other {# conteos ocultos}} de personas se podría calcular más de lo permitido, así que no se muestra nada.',
    unsafeDo:
      'Es un error del planificador, no de un plan. Quedó registrado: quien administra TechHire Planner lo encuentra como “{log}”, con el alcance y el año que debe informar.',
    unsafeBefore: 'Abrir lo que se publicó antes, como se leyó el {day}',
    notInThisForm: 'Este resumen no se puede obtener en esta forma',
    publisherUnknown:
      'Los archivos en esta forma dicen qué organización los publica, y este planificador no lo sabe. Pida a quien lo administra que configure {setting}; todas las demás formas tienen las mismas cifras.',
    noGrants:
      'Ninguna subvención en él se puede publicar en esta forma: cada una necesita quién la da y cuándo se otorgó. En {tab}, complete {funder} y {awarded} para lo recibido o comprometido; todas las demás formas tienen los mismos montos.',
    noPlanYear:
      'Los archivos en esta forma dicen para qué días son sus cifras, y ningún plan en él dice cuándo empieza y termina su año. Pida a la comunidad que lo responda en {tab}; todas las demás formas tienen las mismas cifras.',
  },

  facts: factTexts,

  files: fileTexts,

  wioa: wioaTexts,
};
