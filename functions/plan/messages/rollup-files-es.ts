import type { MessageTable } from './words.ts';

/** What the files of a rollup say around the figures, in Spanish; which word for which idea: see es.ts. */
export const fileTexts: MessageTable['rollup']['files'] = {
  hiddenMeaning: 'oculto: menos de {threshold} personas, o un número del que se podría deducir que son tan pocas',
  title: '{title}: resumen de TechHire, año del plan {year}',

  topics: {
    people: { title: 'Personas', about: 'Todas las personas, etapa por etapa, frente a lo que la meta requiere.' },
    segments: {
      title: 'Grupos',
      about: 'Lo mismo para cada grupo de personas que buscan empleo y para el que las comunidades tienen metas.',
    },
    periods: {
      title: 'Períodos',
      about: 'Lo que se contó en cada período, en cada trimestre, y en el año del plan hasta el fin de cada trimestre.',
    },
    communities: {
      title: 'Comunidades',
      about: 'Quién está en estas cifras, quién está excluida y por qué, y las colocaciones de cada comunidad.',
    },
    forecast: {
      title: 'Pronóstico',
      about: 'A lo que llega el año al ritmo que lleva, y las tasas como resultan junto a las supuestas.',
    },
    risk: {
      title: 'Riesgo',
      about: 'Qué tan probable es que los planes alcancen sus metas, y de qué tasa depende más la difusión.',
    },
    moneyNeeded: {
      title: 'Dinero necesario',
      about: 'Lo que se necesita, por necesidad y por mes, lo que lo puede pagar y lo que falta conseguir.',
    },
    funding: {
      title: 'Financiamiento',
      about: 'De dónde viene el dinero, según qué tan cierto es, y lo que se ha gastado.',
    },
    partners: {
      title: 'Socios y empleos',
      about:
        'Los socios, las vacantes que esperan los empleadores y las personas que se espera tener listas para ellas.',
    },
    localGoals: {
      title: 'Metas locales',
      about: 'Metas que las comunidades se han fijado además de las colocaciones, cada una medida como dice.',
    },
    more: {
      title: 'Más',
      about: 'Hasta dónde están elaborados los planes, qué está mal en ellos, y todo lo demás.',
    },
  },

  workbook: {
    about: 'Acerca de',
    scope: 'Alcance',
    planYear: 'Año del plan',
    notSet: 'sin fijar',
    read: 'Leído',
    coverage: 'Qué incluye',
    included: 'Comunidades incluidas',
    leftOut: 'Comunidades excluidas',
    hidden: 'Cifras ocultas',
    hash: 'Huella del contenido',
    hashOf: '{hash} (SHA-256; la misma mientras no cambie ninguna cifra)',
    sheets: 'Qué hay en cada hoja',
    howToRead: 'Cómo leer esto, y sus límites',
    everyTable: 'En cada tabla',
    oneFigureARow:
      'Una cifra por fila. Donde no hay número: “{hidden}”; “{notCounted}”: nadie ha informado un número, lo que no es cero; en blanco: no lo hay.',
    charts: 'Gráficos',
    chartsHow:
      'Las filas de una misma cifra van seguidas: marque sus nombres junto con {target} y {actual}, e inserte un gráfico.',
  },

  columns: {
    figure: 'Cifra',
    unit: 'Unidad',
    status: 'Estado de la cifra',
    communities: 'Comunidades',
    from: 'Desde',
    to: 'Hasta',
    note: 'Nota',
    source: 'Viene de',
    code: 'Código',
    baseline: 'Punto de partida',
    target: 'Objetivo',
    actual: 'Real',
    targetIfRatesLow: 'Objetivo si las tasas salen bajas',
    targetIfRatesHigh: 'Objetivo si las tasas salen altas',
    targetWithConfidence: 'Objetivo con confianza',
    targetWithUncertainRates: 'Objetivo con tasas inciertas',
  },
  kinds: {
    segment: 'Grupo',
    period: 'Período',
    quarter: 'Trimestre',
    'to date': 'Hasta la fecha',
    community: 'Comunidad',
    need: 'Necesidad',
    month: 'Mes',
    source: 'Fuente',
    kind: 'Tipo',
    role: 'Puesto',
    step: 'Paso',
    stage: 'Etapa',
    rate: 'Tasa',
    grant: 'Subvención',
    'may pay for': 'Puede pagar',
    severity: 'Gravedad',
    rule: 'Regla',
    tab: 'Pestaña',
  },
  units: {
    people: 'personas',
    USD: 'dólares',
    organizations: 'organizaciones',
    communities: 'comunidades',
    openings: 'vacantes',
    programs: 'programas',
    seats: 'cupos',
    questions: 'preguntas',
    findings: 'hallazgos',
    percent: 'por ciento',
    'as stated': 'como se indica',
  },
  statuses: { counted: 'contado', notCounted: 'sin contar', hidden: 'oculto', planned: 'previsto' },

  csv: {
    coverage: 'Comunidades',
    audit: 'Qué está oculto y si se puede calcular',
    readTime: 'Leído el',
    contentHash: 'Huella del contenido (SHA-256)',
  },

  iati: {
    title: '{title}: TechHire, año del plan {year}',
    missing: 'Donde falta un conteo de personas: {hidden}; o nadie ha contado.',
    hash: 'Huella del contenido (SHA-256): {hash}',
    placed: 'Personas colocadas en empleos',
    reached: 'Personas alcanzadas, capacitadas y vinculadas',
    other: 'Lo que se requiere: dinero, socios, vacantes y los propios planes',
    indicator: 'Unidad: {unit}. Viene de: {source}.',
  },

  grants: {
    package: '{title}: financiamiento del año del plan {year}',
    about: 'Recibido o comprometido, como lo anotaron las comunidades. Lo publica {name}.',
    leftOut: '{count, plural, one {Se excluye # fila} other {Se excluyen # filas}}.',
    noFunder: 'sin financiador',
    noAward: 'sin fecha en que se otorgó',
    noRow: 'leída antes de que las filas tuvieran un identificador',
    title: '{grant} para {community}',
    kind: '{kind}, {status}.',
    for: 'Puede pagar {needs}.',
    forUnknown: 'El plan no dice qué puede pagar.',
    vocabulary: 'TechHire Planner: tipo de fuente',
  },

  wioa: {
    title: 'Informes de WIOA',
    about:
      'A qué línea de los informes federales se acerca cada cifra, en qué se distingue, y qué líneas no se pueden llenar.',
    form: 'Formulario',
    line: 'Línea',
    element: 'Elemento',
    fit: '¿Se puede llenar?',
    nearest: 'Cifra más cercana',
    why: 'En qué se distingue, o por qué no se puede llenar',
    source: 'Fuente',
    fits: { nearest: 'cifra más cercana', none: 'no se puede llenar' },
  },
};
