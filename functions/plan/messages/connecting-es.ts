import type { MessageTable } from './words.ts';

/** What is said when a sheet is connected, in Spanish; which word for which idea: see es.ts. */
export const connectingTexts: MessageTable['connecting'] = {
  title: 'TechHire: Conectar',
  offer:
    'Esta hoja pasa a ser un plan de la comunidad "{community}". El planificador la lee y la escribe como {account}, así que la hoja se comparte con esa dirección como editora. ¿Se conecta?',
  offerHere: 'Esta hoja pasa a ser un plan de la comunidad "{community}". ¿Se conecta?',
  done: 'Conectada. Desde ahora el plan se revisa mientras escribe; la primera revisión tarda unos segundos.',

  unknown:
    'Esta invitación no se conoce o ya venció. Cópiela otra vez completa, o pida una nueva a quien administra TechHire Planner para su comunidad.',
  used: 'Esta invitación se usó para otra hoja. Una copia es una hoja aparte: pida una invitación para esta a quien administra TechHire Planner para su comunidad.',
  anotherCommunity:
    'Esta hoja es de la comunidad "{community}" y la invitación es para "{invited}". Pida una que corresponda a quien administra TechHire Planner para su comunidad.',
  anotherSheet:
    'La comunidad "{community}" ya tiene otra hoja, que sigue como está. Si esta es para otro año, o la reemplaza, avise a quien administra TechHire Planner para su comunidad.',
  notShown:
    'El planificador no encontró en esta hoja lo que se acaba de escribir en ella. Elija otra vez TechHire > Conectar; usted debe poder editar la hoja.',
  notShared:
    'El planificador no puede abrir esta hoja. Elija Compartir arriba a la derecha, agregue {account} como editor y después elija otra vez TechHire > Conectar.\n\nSi Google no lo permite, su organización prohíbe compartir fuera de ella. Pida a su administrador: "¿Puede activar para mi cuenta el uso compartido fuera de la organización (Consola de administración > Aplicaciones > Google Workspace > Drive y Documentos > Configuración de uso compartido), para que comparta una hoja de cálculo con {account}?"\n\nSi el administrador no lo quiere, hay otros dos caminos; pregunte por ellos a quien administra TechHire Planner para su comunidad: su organización permite que el planificador actúe en nombre de una cuenta de ella (delegación en todo el dominio), o la hoja es de una cuenta de esa persona, que la comparte con usted.',
  readOnly:
    'El planificador puede leer esta hoja y no escribirla. Elija Compartir arriba a la derecha, dé a {account} el papel de editor y después elija otra vez TechHire > Conectar.',
  tooMany: 'Hubo demasiados intentos a la vez. Elija otra vez TechHire > Conectar en un minuto.',
  failed: 'Algo no respondió a tiempo. No se perdió nada: elija otra vez TechHire > Conectar en un minuto.',
};
