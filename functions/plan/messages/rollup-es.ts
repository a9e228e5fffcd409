import type { MessageTable } from './words.ts';

/** What a rollup says to those who read it, in Spanish; which word for which idea: see es.ts. A rollup is a resumen. */
export const rollupTexts: MessageTable['rollup'] = {
  scopes: {
    state: 'Comunidades de TechHire en {state}',
    funder: 'Comunidades de TechHire con apoyo de {funder}',
    network: 'Todas las comunidades de TechHire',
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
    notInThisForm: 'Este resumen no se puede obtener en esta forma',
    publisherUnknown:
      'Los archivos en esta forma dicen qué organización los publica, y este planificador no lo sabe. Pida a quien lo administra que configure {setting}; todas las demás formas tienen las mismas cifras.',
    noPlanYear:
      'Los archivos en esta forma dicen para qué días son sus cifras, y ningún plan en él dice cuándo empieza y termina su año. Pida a la comunidad que lo responda en {tab}; todas las demás formas tienen las mismas cifras.',
  },
};
