import type { MessageTable } from './words.ts';

/** What the bound script says by itself, in Spanish; which word for which idea: see es.ts. */
export const scriptTexts: MessageTable['script'] = {
  menu: {
    checkNow: 'Revisar ahora',
    nextFinding: 'Ir al siguiente hallazgo',
    findings: 'Lista de hallazgos',
    repair: 'Reparar',
    share: 'Compartir con un financiador',
    language: 'Idioma',
    connect: 'Conectar',
    disconnect: 'Desconectar',
    about: 'Acerca de',
  },

  checking: 'El plan se está revisando. Lo que requiere atención se ve en las celdas.',
  connected: 'Conectada. Desde ahora el plan se revisa mientras escribe.',
  checkingAgain: 'Conectada de nuevo. Se está revisando lo que cambió mientras tanto.',
  disconnected: 'El plan ya no se revisa mientras escribe. TechHire > Conectar lo activa de nuevo.',
  wasNotConnected: 'Usted no había conectado esta hoja. Si otra persona la conectó, ella puede desconectarla.',

  invitation:
    'Para conectar esta hoja, pegue aquí la invitación. Quien administra TechHire Planner para su comunidad hace una para usted; es una dirección que contiene un #.',
  unknownSheet: 'El planificador no conoce esta copia, o su clave cambió.',
  notAnInvitation:
    'Esto no es una invitación completa: comienza con https y termina con un # y 32 letras. Cópiela otra vez como la recibió.',
  plannerAt: 'Lo invitó el planificador que está en {host}.',
  sharesWith: 'La hoja se compartirá con {account}.',
  notPlanner: 'lo que responde ahí no es el planificador',

  notConnected: 'Esta copia no está conectada: TechHire > Conectar',
  clocksDiffer:
    'El reloj del planificador está mal, así que no aceptó ningún mensaje de esta hoja. Lo que escribió está a salvo; avise a quien administra TechHire Planner para su comunidad.',
  refused: 'El planificador no aceptó un mensaje de esta hoja ({detail}). Lo que escribió está a salvo en la hoja.',
  unreachable:
    'No se puede alcanzar al planificador ({detail}). Lo que escribió está a salvo; se revisa en cuanto responda, con su próximo cambio o con TechHire > Revisar ahora.',

  about:
    'Después de un cambio, este programa avisa al planificador que esta hoja cambió, y dónde. Nunca envía lo que contiene una celda.',
  aboutTold: 'Avisa a: {url}',
  aboutYou: 'Los cambios los avisa usted.',
  aboutOthers: 'Los cambios no los avisa usted; quizás otra persona conectó esta hoja.',

  sidebar: {
    title: 'Hallazgos',
    refresh: 'Mirar de nuevo',
    reading: 'Leyendo la hoja…',
    none: 'Ninguna celda tiene un hallazgo.',
    count: 'Hallazgos en esta hoja: {count}',
    failed: 'No se pudo leer la lista. Elija "Mirar de nuevo".',
  },
  chooseLanguage: 'Elija el idioma en esta celda. La hoja lo sigue en unos segundos.',
  noLanguage: 'La pregunta sobre el idioma no está donde estaba: TechHire > Reparar la trae de vuelta.',
};
