import type { MessageTable } from './words.ts';

/** What is said about who may see a rollup, and about links to it, in Spanish; which word for which idea: see es.ts. */
export const sharingTexts: MessageTable['sharing'] = {
  notPublic: {
    title: 'Estas cifras no son públicas',
    community:
      '{community} da sus cifras a quienes tienen un enlace. Pídalo a quien coordina el plan: se hace en el menú de su hoja, {menu}.',
    scope:
      'Ninguna comunidad de este alcance hace públicas sus cifras por sí misma. Pida un enlace a quien administra TechHire Planner allí.',
    format:
      'Sin enlace, esto se obtiene solo como {formats}, porque no todos los planes incluidos hacen públicos sus archivos de datos.',
    formatOfLink: 'Este enlace vale solo para {formats}. Pida a quien se lo dio uno que incluya también este formato.',
  },

  withheld: {
    money: 'Lo que esto cuesta y quién lo paga no es público. Un enlace de quien coordina el plan lo muestra.',
    rates: 'Las tasas, probabilidades y pronósticos no son públicos. Un enlace de quien coordina el plan los muestra.',
  },

  links: {
    title: 'Este enlace no abre nada aquí',
    altered: 'El enlace no está completo o fue cambiado. Cópielo de nuevo de donde lo recibió o pida uno nuevo.',
    over: 'Este enlace ya terminó',
    expired: 'Funcionó hasta el {day}. Pida uno nuevo a quien se lo dio.',
    revoked: 'Quien lo hizo lo ha retirado. Pídale uno nuevo si todavía necesita las cifras.',
    otherScope: 'Vale para {scope}, año del plan {year}, y para nada más. Ábralo sin cambiar su dirección.',
  },

  changes: {
    title: 'Qué ha cambiado',
    since:
      '{count, plural, =0 {Ninguna cifra ha cambiado} one {# cifra ha cambiado} other {# cifras han cambiado}} desde lo que se leyó el {day}.',
    compare: 'Comparar con lo que se publicó antes, según se leyó el:',
    all: 'Todos estos estados en una lista:',
    state: '{day} (contenido {hash})',
    figure: 'Cifra',
    before: 'Antes',
    now: 'Ahora',
    targetBefore: 'Meta de antes',
    targetNow: 'Meta de ahora',
    hidden: 'oculto',
    notCounted: 'sin contar',
    more: '{count, plural, one {# más está} other {# más están}} en los archivos que acompañan esta página.',
    unknownTitle: 'No existe ese estado anterior',
    unknown:
      'Nada de lo publicado se llama "{asked}". Ponga un día como 2027-03-31, para lo último que se leyó hasta entonces, o el comienzo de una huella del contenido.',
  },

  dialogue: {
    title: 'TechHire: Compartir con un financiador',
    notRead: 'El plan todavía no se ha leído, así que no hay nada que compartir. Elija {menu} y después esto otra vez.',
    offer:
      'Esto hace un enlace a las cifras de este plan para {year}: una página con gráficos y archivos para hojas de cálculo y para programas. Quien tenga el enlace puede leerlas hasta el {day}. Los conteos de menos de {threshold, number} personas quedan ocultos y no contiene el nombre de nadie.',
    there: 'Enlaces que funcionan ahora:',
    line: '• hasta el {day}, abierto {downloads, plural, =0 {nunca} one {una vez} other {# veces}} ({id})',
    withdraw:
      'Para retirar uno, diga a quien administra TechHire Planner para su comunidad lo que está entre paréntesis.',
    ask: '¿Se hace un enlace?',
    made: 'Copie este enlace y envíelo a su financiador. Funciona hasta el {day}.',
  },
};
