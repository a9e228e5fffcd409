import type { MessageTable } from './words.ts';

/**
 * Everything that the planner says about a plan, in the Spanish of Latin America as it is written in the United States; people are addressed as usted.
 * How to add a text: see en.ts.
 */
export const es: MessageTable = {
  words: {
    quoted: '"{text}"',
    answerTo: 'La respuesta a "{question}"',
    rowsGone: '{table}: {gone, number} de {of, number} filas',
    sectionOf: '{tab} ({noun})',
  },

  tabs: { start: 'Inicio', checklist: 'Lista de control', funnel: 'Embudo' },

  wants: {
    text: 'un texto de hasta {longest, number} caracteres',
    whole: 'un número entero de {min, number} a {max, number}',
    quantity: 'un número',
    percent: 'un porcentaje de {min} a {max}',
    money: 'una cantidad en dólares',
    date: 'una fecha',
    yesNo: 'Sí o No',
    choice: 'una de estas opciones: {labels}',
    choices: 'una o varias de estas opciones: {labels}; separadas por comas',
    reference: 'un nombre de otra pestaña',
    references: 'nombres de otra pestaña, separados por punto y coma',
    link: 'una dirección web',
    email: 'una dirección de correo electrónico',
  },

  misfits: {
    'not-a-number/whole': { but: 'debe ser un número entero', fix: 'Escriba solo cifras, por ejemplo 25.' },
    'not-a-number/quantity': { but: 'debe ser un número', fix: 'Escriba solo cifras, por ejemplo 25.' },
    'not-a-number/percent': { but: 'debe ser un porcentaje', fix: 'Escriba un porcentaje, por ejemplo 85%.' },
    'not-a-number/money': { but: 'debe ser una cantidad de dinero', fix: 'Escriba solo cifras, por ejemplo 4500.' },
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
    'left/headers':
      'Faltan los encabezados de "{title}", y nada indica dónde estaban. Recupérelos del historial de versiones.',
  },

  findings: {
    'tab-missing': {
      message: 'Falta la pestaña "{tab}", así que nada de ella cuenta.',
      fix: 'Si alguien le cambió el nombre, vuelva a llamarla "{tab}"; si no, recupérela con Editar > Deshacer o del historial de versiones.',
    },
    'headers-missing': {
      message: 'Los encabezados de "{title}" no están en esta pestaña, así que nada de lo que va debajo cuenta.',
      fix: 'Vuelva a escribir los encabezados en una sola fila: {headers}.',
    },
    'header-missing': {
      message: 'El encabezado "{header}" no está en la fila {row}, así que esa columna no se lee.',
      fix: 'Vuelva a escribir "{header}" sobre su columna, o inserte una columna con ese encabezado.',
    },
    'header-doubled': {
      message: 'Hay {columns, number} columnas con el encabezado "{header}"; solo se lee la primera, {first}.',
      fix: 'Dé otro encabezado a esta columna, o elimínela si es una copia.',
    },
    'id-column-missing': {
      message:
        'Falta la columna oculta "{header}": ya no se puede distinguir una fila de otra y ninguna queda guardada.',
      fix: 'Recupérela con Editar > Deshacer o del historial de versiones, o escriba "{header}" como encabezado de una columna nueva.',
    },
    'tab-missing/renamed': {
      message: 'Falta la pestaña "{tab}", así que nada de ella cuenta. Sus encabezados están en la pestaña "{found}".',
      fix: 'Vuelva a llamar "{tab}" a la pestaña "{found}".',
    },
    'result-tab-missing': {
      message: 'Falta la pestaña "{tab}", así que lo que va en ella no se muestra en ningún lugar.',
      fix: 'Si alguien le cambió el nombre, vuelva a llamarla "{tab}"; si no, recupérela con Editar > Deshacer o del historial de versiones.',
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
      fix: 'Recupérela con Editar > Deshacer o del historial de versiones, o escriba "{header}" como encabezado de una columna nueva.',
    },
    'question-missing/reworded': {
      message:
        'Falta la pregunta "{question}", así que su respuesta no se lee. Probablemente estaba aquí, en la fila {row}.',
      fix: 'Vuelva a escribir "{question}" aquí.',
    },
    'rows-gone': {
      message:
        'Faltan {gone, number} de {of, number} filas de esta tabla. Se conservan en el registro, y las cifras para los financiadores quedan como estaban, hasta que alguien diga que se borraron a propósito.',
      fix: 'Recupérelas con Editar > Deshacer o con Archivo > Historial de versiones; o elija "{answer}" junto a "{question}" en la pestaña {start}.',
    },
    'question-missing': {
      message: 'La pregunta "{question}" no está en esta pestaña, así que su respuesta no se lee.',
      fix: 'Vuelva a escribir "{question}" en la columna "{header}".',
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
    'formula-fails': {
      message: '{subject} muestra {error}: su fórmula no da ningún valor.',
      fix: 'Corrija la fórmula, o escriba {wants}.',
    },
    misfit: { message: '{subject} dice {found}, pero {but}.', fix: '{fix}' },

    'duplicate-row': {
      message:
        'Esta fila ({noun}) repite la fila {row}: {headers} {columns, plural, one {es igual} other {son iguales}}.',
      fix: 'Elimine una de las dos filas, o cambie {anyHeader} en lo que difieran.',
    },
    'unknown-name': {
      message: '{subject} dice "{name}", pero en la pestaña {tab} no hay ese nombre ({noun}).',
      fix: 'Agregue "{name}" a la pestaña {tab}, o elija un nombre que ya esté ahí.',
    },
    'unknown-name/near': {
      message: '{subject} dice "{name}", pero en la pestaña {tab} no hay ese nombre ({noun}).',
      fix: '¿Quiso decir "{near}"? Si no, agregue "{name}" a la pestaña {tab}.',
    },

    'rates-out-of-order/low': {
      message: '{lowHeader} es {low}, y eso es más que {likelyHeader}, {likely}.',
      fix: 'En {lowHeader} escriba a lo sumo {likely}, o corrija {likelyHeader}.',
    },
    'rates-out-of-order/high': {
      message: '{highHeader} es {high}, y eso es menos que {likelyHeader}, {likely}.',
      fix: 'En {highHeader} escriba por lo menos {likely}, o corrija {likelyHeader}.',
    },
    'routes-over-whole': {
      message: '"{matchedStep}" ({matched}) y "{enrolledStep}" ({enrolled}) suman {sum} de las mismas personas.',
      fix: 'Baje una de las dos, para que juntas sean a lo sumo 100%.',
    },
    'rate-missing': {
      message:
        'No hay ninguna fila para el paso "{step}" con el grupo en blanco, así que no se pueden calcular las metas.',
      fix: 'Agregue una fila con el paso "{step}" y sus tasas baja, probable y alta.',
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
        'Los trimestres suman {total, plural, one {# colocación} other {# colocaciones}}, pero la meta es {goal, number}. Mientras no coincidan, la pestaña Calendar reparte la meta en la misma proporción.',
      fix: 'Baje los trimestres en {difference, number} en total, o suba la meta a {total, number}.',
    },
    'quarters-not-goal/fewer': {
      message:
        'Los trimestres suman {total, plural, one {# colocación} other {# colocaciones}}, pero la meta es {goal, number}. Mientras no coincidan, la pestaña Calendar reparte la meta en la misma proporción.',
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
      message: 'Este período empieza el {from}, y eso todavía no llega.',
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
      fix: 'Corrija una de las dos cantidades, o agregue en una fila aparte la fuente que pagó el resto.',
    },
    'spent-before-received': {
      message: 'Se gastaron {spent}, pero la fuente está en "{status}".',
      fix: 'Ponga "{statusHeader}" en {committed} o {received}, o vacíe "{spentHeader}".',
    },
    'amount-missing': {
      message: 'La fuente está en "{status}", pero no hay ninguna cantidad.',
      fix: 'Escriba la cantidad en dólares.',
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
        '{header}: su propio número es {own, number}, pero la meta necesita {needed, number} con las tasas de la pestaña {tab}.',
      fix: 'Escriba por lo menos {needed, number}, o vacíe la celda para planear con el número calculado.',
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
    'role-short': {
      message:
        'Los empleadores tienen {openings, plural, one {# vacante} other {# vacantes}} para "{role}" este año, y se espera que {ready, plural, one {# persona esté lista} other {# personas estén listas}} para ellas.',
      fix: 'Busque {missing, plural, one {# persona más} other {# personas más}}: con un grupo de ingreso que capacite para este puesto y termine dentro del año del plan, o emparejando a quienes ya tienen las habilidades. La pestaña Pipeline muestra el puesto por trimestre.',
    },
    'no-demand-for-role': {
      message: 'Este programa capacita para "{role}", y ningún empleador de la pestaña {tab} tiene ese puesto.',
      fix: 'Use las mismas palabras que en la pestaña {tab}, o busque un empleador que contrate para este puesto.',
    },
  },
};
