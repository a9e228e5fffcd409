import type { RateName } from '../tables/assumptions.ts';
import { setAsideQuestions } from '../tables/set-aside.ts';
import { leverLabels } from '../tables/what-if.ts';
import type { DefinitionWords } from './definitions.ts';
import { es } from './es.ts';
import { languages } from './language.ts';

const people = { unit: 'personas' } as const;

const needs = {
  coordination: 'Coordinación',
  outreach: 'Difusión',
  scholarships: 'Becas de capacitación',
  transportation: 'Transporte',
  childcare: 'Cuidado infantil',
  otherSupport: 'Otros apoyos',
} as const;

const dataForms = {
  counts: 'Número de personas',
  rates: 'Tasas',
  earnings: 'Ingresos',
  money: 'Dinero',
  byProgram: 'Resultados por programa',
} as const;

const skillKinds = {
  aptitude: 'Aptitud',
  softSkills: 'Habilidades blandas',
  technicalSkills: 'Habilidades técnicas',
} as const;

const openings = (quarter: number) => ({
  header: `Vacantes T${quarter}`,
  help: `Empleos que el empleador espera cubrir en el trimestre ${quarter} del año del plan. En blanco: no se sabe; 0: ninguno.`,
  unit: 'empleos',
});

const placementsInQuarter = (quarter: number) => ({
  header: `Colocaciones por trimestre: T${quarter}`,
  help: `Cuántas de las colocaciones son del trimestre ${quarter} del año del plan. Déjelo en blanco para repartir la meta por igual entre los trimestres en blanco. La pestaña Calendario calcula hacia atrás a partir de ellos.`,
  ...people,
});

const reached =
  'Personas que han llegado a esta etapa desde el comienzo; en la fila de un grupo de ingreso, las suyas.';
const hired =
  'Personas que tienen empleo, desde el comienzo del año del plan; en la fila de un trimestre o de un grupo de ingreso, las suyas.';

const withChanges =
  'Con los cambios de la pestaña Qué pasaría si; su nombre está en la primera fila. En blanco junto a un valor que deja como está.';

const stage = (header: string, help: string) => ({
  header,
  help: `${help} En blanco: no se contó; 0: nadie.`,
  ...people,
});

const assumed = { source: 'Supuesto: no se encontró ninguna cifra publicada' };

/** The words of tabs, headers, notes and options in Spanish; see es.ts for its manner. */
export const spanishDefinitions: DefinitionWords = {
  sections: {
    community: {
      tab: 'Comunidad',
      title: 'Comunidad: quién planea, y para qué año. Responda en las celdas blancas.',
      noun: 'respuesta',
      columns: {
        name: {
          header: 'Nombre de la comunidad',
          help: 'El nombre que conocen los financiadores, por ejemplo Riverbend TechHire.',
        },
        states: {
          header: 'Estado o estados',
          help: 'Códigos de dos letras separados por comas, por ejemplo OH, KY. Los resúmenes estatales encuentran a la comunidad por ellos.',
        },
        leadOrganization: { header: 'Organización líder', help: 'La organización que responde por este plan.' },
        coordinator: {
          header: 'Coordinador o coordinadora',
          help: 'Quién lleva esta hoja. No aparece en ningún resumen.',
        },
        coordinatorEmail: {
          header: 'Correo de quien coordina',
          help: 'Adónde van las preguntas sobre este plan. No aparece en ningún resumen.',
        },
        yearStart: {
          header: 'El año del plan empieza el',
          help: 'Primer día del año que se planea en esta hoja, por ejemplo 2026-07-01.',
        },
        yearEnd: {
          header: 'El año del plan termina el',
          help: 'Último día de ese año. Las colocaciones posteriores van en el próximo plan.',
        },
        confidence: {
          header: 'Confianza deseada',
          help: 'Qué tan seguro quiere estar de alcanzar la meta de colocaciones: de 50% a 99%. La mayoría de los planes usa 80%.',
        },
        publishThreshold: {
          header: 'Número más pequeño que se publica',
          help: 'Los conteos de personas por debajo de este número se ocultan en los resúmenes, para que nadie pueda ser reconocido. La mayoría de los estados usa 10.',
          ...people,
        },
        language: {
          header: 'Idioma',
          help: 'El idioma de los encabezados, las notas, los mensajes y los resultados de esta hoja. Lo que usted escribe se queda como está.',
          options: languages,
        },
      },
      starterAnswers: { language: languages.es },
    },
    partners: {
      tab: 'Socios',
      title:
        'Socios: una fila por organización. Las demás pestañas se refieren a los socios por el nombre que tienen aquí.',
      noun: 'socio',
      columns: {
        name: { header: 'Organización', help: 'Como se va a llamar en todas las pestañas.' },
        kind: {
          header: 'Tipo',
          help: 'Qué es la organización en este plan. Si cumple dos papeles, va el que más la compromete.',
          options: {
            employer: 'Empleador',
            industryGroup: 'Grupo de la industria',
            educator: 'Institución educativa',
            trainingProvider: 'Proveedor de capacitación',
            civicOrganization: 'Organización cívica',
            workforceBoard: 'Junta de fuerza laboral',
            intermediary: 'Intermediario',
            funder: 'Financiador',
          },
        },
        contact: { header: 'Contacto', help: 'Quién habla por ella. No aparece en ningún resumen.' },
        email: { header: 'Correo', help: 'La dirección del contacto. No aparece en ningún resumen.' },
        status: {
          header: 'Compromiso',
          help: 'Comprometido cuando la organización ha dicho que sí a su parte.',
          options: { invited: 'Invitado', committed: 'Comprometido' },
        },
        gaveInput: {
          header: 'Opinó sobre las metas',
          help: 'Si se le preguntó por las metas compartidas y ha respondido.',
          options: { yes: 'Sí', no: 'No' },
        },
        hiresOnAbility: {
          header: 'Contrata por capacidad',
          help: 'Empleadores: si se contrata a personas sin título cuando pueden hacer el trabajo.',
          options: { yes: 'Sí', no: 'No' },
        },
        placementsCommitted: {
          header: 'Colocaciones comprometidas',
          help: 'Empleadores: cuántas personas ha dicho que contratará este año por medio de esta comunidad.',
          ...people,
        },
      },
    },
    goals: {
      tab: 'Metas',
      title:
        'Metas: metas compartidas del año. Escriba la meta de colocaciones; los números de las etapas anteriores se calculan hacia atrás a partir de ella.',
      noun: 'meta',
      columns: {
        placements: {
          header: 'Colocaciones este año',
          help: 'Personas colocadas este año en empleos de tecnología con todos los empleadores y socios; cada persona se cuenta una vez.',
          ...people,
        },
        directShare: {
          header: 'De ellas, por vinculación directa',
          help: 'La proporción de las colocaciones de personas que ya tienen las habilidades y solo hay que encontrar y vincular. Las demás se capacitan antes.',
        },
        matched: {
          header: 'Personas con las habilidades por identificar y vincular',
          help: 'Se calcula a partir de la meta y de sus tasas. Escriba un número propio solo para planear con él.',
          ...people,
        },
        trainedExisting: {
          header: 'Personas por capacitar con proveedores existentes',
          help: 'Se calcula: quienes deben empezar a capacitarse, hasta donde alcancen los cupos de los programas marcados como existentes.',
          ...people,
        },
        trainedNew: {
          header: 'Personas por capacitar con proveedores nuevos',
          help: 'Se calcula: quienes deben empezar a capacitarse más allá de los cupos de los programas existentes.',
          ...people,
        },
        aware: {
          header: 'Personas por informar',
          help: 'Se calcula: cuántas personas deben enterarse de la oportunidad para que se postulen suficientes.',
          ...people,
        },
        placementsQ1: placementsInQuarter(1),
        placementsQ2: placementsInQuarter(2),
        placementsQ3: placementsInQuarter(3),
        placementsQ4: placementsInQuarter(4),
      },
    },
    localGoals: {
      tab: 'Metas',
      title: 'Otras metas locales: lo que esta comunidad quiere además de las colocaciones. Una fila por meta.',
      noun: 'meta local',
      columns: {
        goal: { header: 'Meta', help: 'Qué se quiere alcanzar, en pocas palabras.' },
        measure: {
          header: 'Se mide por',
          help: 'Qué se cuenta, por ejemplo: mujeres entre las personas colocadas.',
        },
        baseline: { header: 'Punto de partida', help: 'El número de hoy.' },
        target: { header: 'Número por alcanzar', help: 'El número al que se quiere llegar.' },
        byWhen: { header: 'Para cuándo', help: 'Un día del año del plan.' },
        owner: { header: 'Responsable', help: 'El socio que responde por ella, como se llama en la pestaña Socios.' },
      },
    },
    segments: {
      tab: 'Grupos',
      title:
        'Grupos: los grupos de personas que buscan empleo para los que la comunidad tiene metas. Cada persona colocada cuenta en una sola fila; las que no están en ninguna cuentan como otras.',
      noun: 'grupo',
      columns: {
        name: {
          header: 'Grupo',
          help: 'Por ejemplo: veteranos, mujeres, jóvenes de 17 a 29 años, personas con antecedentes penales.',
        },
        placements: {
          header: 'Meta de colocaciones',
          help: 'Cuántas de las colocaciones. Dé este número o la proporción, no ambos.',
          ...people,
        },
        share: {
          header: 'Proporción de colocaciones',
          help: 'Qué parte de todas las colocaciones. Dé esta proporción o el número, no ambos.',
        },
        servedBy: {
          header: 'Lo atienden',
          help: 'Socios que ya trabajan con este grupo, como se llaman en la pestaña Socios, separados por punto y coma.',
        },
        newPartner: {
          header: 'Socio nuevo por sumar',
          help: 'Para un grupo que nadie atiende todavía: qué organización se sumará.',
        },
        askedBy: { header: 'Quién lo invita', help: 'El socio que invita al nuevo a sumarse.' },
      },
    },
    assumptions: {
      tab: 'Supuestos',
      title:
        'Supuestos: qué proporción de personas avanza en cada paso. Reemplace las cifras iniciales por las suyas en cuanto las tenga.',
      noun: 'tasa',
      columns: {
        rate: {
          header: 'Paso',
          help: 'De qué paso a cuál.',
          options: {
            awareToApplied: 'Informadas → postuladas',
            appliedToAssessed: 'Postuladas → evaluadas',
            assessedToMatched: 'Evaluadas → vinculadas (directo)',
            matchedToPlaced: 'Vinculadas → colocadas (directo)',
            assessedToEnrolled: 'Evaluadas → inscritas (capacitación)',
            enrolledToCompleted: 'Inscritas → egresadas (capacitación)',
            completedToPlaced: 'Egresadas → colocadas (capacitación)',
          },
        },
        segment: {
          header: 'Solo para el grupo',
          help: 'Déjelo en blanco para todas las personas. Para dar a un grupo una tasa propia, agregue una fila con el mismo paso y nombre aquí el grupo.',
        },
        low: { header: 'Baja', help: 'Si sale mal.' },
        likely: { header: 'Probable', help: 'Con la que usted planea.' },
        high: { header: 'Alta', help: 'Si sale bien.' },
        windowDays: {
          header: 'Plazo',
          help: 'Días dentro de los cuales se cuenta el paso; la colocación suele contarse dentro de los 180 días después de egresar.',
          unit: 'días',
        },
        source: {
          header: 'Fuente',
          help: 'De dónde viene la tasa: sus propias cifras con su año, o una publicada. "Supuesto" es una respuesta honesta.',
        },
      },
      starterRows: [
        assumed,
        assumed,
        assumed,
        assumed,
        {
          source:
            'Supuesto: se admite a 40%, por debajo de 1 de cada 3 postulantes de Year Up (GiveWell 2007); de ellos empieza 89% (subvenciones TechHire del DOL 2016-18)',
        },
        {},
        {
          source: 'Hackbright 2016: 70.5% en el campo a los 180 días (CIRR); Year Up: 73%; adultos de WIOA: 64%',
        },
      ],
    },
    demand: {
      tab: 'Demanda',
      title: 'Demanda: qué empleador necesita a quién, y cuándo. Una fila por empleador y puesto.',
      noun: 'línea de demanda',
      columns: {
        employer: { header: 'Empleador', help: 'Como se llama en la pestaña Socios.' },
        role: {
          header: 'Puesto',
          help: 'El empleo, con las mismas palabras que usan los programas, por ejemplo Técnico de soporte.',
        },
        openingsQ1: openings(1),
        openingsQ2: openings(2),
        openingsQ3: openings(3),
        openingsQ4: openings(4),
        hiresOnAbility: {
          header: 'Basta la capacidad',
          help: 'Si el empleador contrata para este puesto a personas sin título.',
          options: { yes: 'Sí', no: 'No' },
        },
        skills: { header: 'Habilidades que se piden', help: 'Qué debe saber hacer una persona.' },
      },
    },
    programs: {
      tab: 'Programas',
      title: 'Programas: capacitación que se puede empezar este año. Una fila por grupo de ingreso.',
      noun: 'programa',
      columns: {
        provider: { header: 'Proveedor', help: 'Como se llama en la pestaña Socios.' },
        name: { header: 'Programa', help: 'Cómo se llama.' },
        role: { header: 'Capacita para', help: 'El puesto, con las mismas palabras que en la pestaña Demanda.' },
        existing: {
          header: 'Existente o nuevo',
          help: 'Nuevo: un proveedor o programa que va a empezar este año.',
          options: { existing: 'Existente', new: 'Nuevo' },
        },
        seats: { header: 'Cupos', help: 'Cuántas personas pueden empezar en este grupo de ingreso.', ...people },
        startsOn: { header: 'Empieza el', help: 'Primer día de este grupo de ingreso.' },
        weeks: { header: 'Semanas', help: 'Cuánto dura la capacitación.', unit: 'semanas' },
        price: {
          header: 'Precio',
          help: 'Matrícula de una persona, en dólares. 0 si es gratis.',
          unit: '$ por persona',
        },
        completionRate: {
          header: 'Tasa de egreso',
          help: 'Qué proporción de quienes empiezan termina, según lo ha medido este programa.',
        },
        aid: {
          header: 'Otra ayuda',
          help: 'Lo que otra ayuda paga del precio de una persona, como Pell o un descuento, en dólares. No la ayuda que es una fila de la pestaña Financiamiento.',
          unit: '$ por persona',
        },
        meetsCriteria: {
          header: 'Cumple los criterios',
          help: 'Si cumple los criterios que acordó la comunidad (pestaña Funciones).',
          options: { yes: 'Sí', no: 'No' },
        },
      },
    },
    roles: {
      tab: 'Funciones',
      title: 'Funciones: quién responde por cada una de las cuatro responsabilidades.',
      noun: 'responsabilidad',
      columns: {
        responsibility: {
          header: 'Responsabilidad',
          help: 'Una de las cuatro. Agregue una fila donde dos organizaciones compartan una.',
          options: {
            employerEngagement: 'Relación con empleadores',
            outreachAndTraining: 'Difusión y capacitación',
            validationAndMatching: 'Validación y vinculación',
            metricsAndData: 'Métricas y datos',
          },
        },
        organization: {
          header: 'Organización',
          help: 'El socio que responde por ella, como se llama en la pestaña Socios.',
        },
        person: { header: 'Persona', help: 'Quién lo hace ahí. No aparece en ningún resumen.' },
        agreedOn: { header: 'Acordado por los socios el', help: 'El día en que los socios lo acordaron.' },
      },
    },
    roleQuestions: {
      tab: 'Funciones',
      title: 'Preguntas sobre las cuatro responsabilidades',
      noun: 'respuesta',
      columns: {
        needsAligned: {
          header: '¿Las necesidades de contratación están alineadas con los programas de capacitación?',
          help: 'Si empleadores y proveedores han revisado juntos los puestos y las habilidades.',
          options: { yes: 'Sí', no: 'No' },
        },
        providerCriteria: {
          header: '¿Qué criterios deben cumplir los proveedores de capacitación?',
          help: 'Por ejemplo egreso, colocación, precio y la voz de los empleadores en lo que se enseña; los mismos para todos los proveedores.',
        },
        criteriaPublished: {
          header: '¿Dónde están publicados los criterios?',
          help: 'La dirección de la página, para que todos los proveedores puedan encontrarlos.',
        },
        centralInformation: {
          header: '¿Dónde encuentran capacitación y vinculación en un solo lugar las personas que buscan empleo?',
          help: 'La dirección de la única página u oficina con información sobre capacitación y vinculación.',
        },
        validationMethod: {
          header: '¿Cómo se validan la aptitud y las habilidades blandas y técnicas?',
          help: 'Un método en el que los empleadores confíen: una prueba, una muestra de trabajo, una guía de entrevista, un proyecto de prueba.',
        },
        validates: {
          header: '¿Qué valida el método?',
          help: `Una o varias de estas opciones: ${Object.values(skillKinds).join(', ')}; separadas por comas.`,
          options: skillKinds,
        },
        validationTrusted: {
          header: '¿Confían los empleadores en lo que muestra?',
          help: 'Sí cuando los empleadores de la pestaña Socios han dicho que entrevistan a quien recomienda.',
          options: { yes: 'Sí', no: 'No' },
        },
        validationCost: {
          header: '¿Cuánto cuesta validar a una persona?',
          help: 'En dólares por persona; 0 si no cuesta nada.',
          unit: '$ por persona',
        },
        dataCollector: {
          header: '¿Quién reúne y agrega los datos?',
          help: 'Un socio, como se llama en la pestaña Socios.',
        },
        dataPublic: {
          header: '¿Qué datos se hacen públicos?',
          help: `Una o varias de estas opciones: ${Object.values(dataForms).join(', ')}; separadas por comas.`,
          options: dataForms,
        },
        publicForm: {
          header: '¿En qué forma se hacen públicos?',
          help: 'Elija la forma que usará la mayoría de la gente.',
          options: {
            page: 'Una página web',
            report: 'Un informe anual',
            openData: 'Archivos de datos abiertos',
            onRequest: 'Solo a pedido',
            none: 'De ninguna manera',
          },
        },
        outcomesForJobSeekers: {
          header: '¿Quién informa de los resultados a las personas que buscan empleo?',
          help: 'El socio que les cuenta cómo les va a los egresados de cada programa; puede ser el mismo que reúne los datos.',
        },
      },
    },
    resources: {
      tab: 'Recursos',
      title:
        'Recursos: lo que cuesta el plan. Primero la coordinación, después lo que amplía el acceso. Una fila por necesidad.',
      noun: 'necesidad',
      columns: {
        need: { header: 'Necesidad', help: 'Para qué es el dinero.', options: needs },
        description: {
          header: 'Descripción',
          help: 'Qué exactamente, por ejemplo: coordinación a medio tiempo, pases de autobús.',
        },
        amount: { header: 'Monto', help: 'Dólares, según la base de la columna siguiente.', unit: '$' },
        basis: {
          header: 'Base',
          help: 'Si el monto es para todo el período, por cada persona o por cada mes.',
          options: { total: 'En total', perPerson: 'Por persona', perMonth: 'Por mes' },
        },
        from: { header: 'Desde', help: 'Primer día en que se necesita. En blanco: el inicio del año del plan.' },
        to: { header: 'Hasta', help: 'Último día en que se necesita. En blanco: el fin del año del plan.' },
        provider: { header: 'Lo aporta', help: 'El socio que lo aporta, si eso está acordado.' },
      },
    },
    funding: {
      tab: 'Financiamiento',
      title:
        'Financiamiento: de dónde puede venir el dinero. Considere cada uno de los seis tipos de fuente; agregue una fila por cada programa.',
      noun: 'fuente',
      columns: {
        source: {
          header: 'Tipo de fuente',
          help: 'Uno de los seis tipos.',
          options: {
            wioa: 'WIOA',
            discretionary: 'Subvención competitiva',
            accreditation: 'Acreditación y ayuda federal (EQUIP, Pell)',
            stateLocal: 'Estatal o local',
            philanthropy: 'Filantropía',
            employerFees: 'Cuotas de empleadores',
          },
        },
        program: { header: 'Programa', help: 'La subvención o el programa, como lo llama quien lo da.' },
        funder: { header: 'Financiador', help: 'Quién lo da, como se llama en la pestaña Socios.' },
        status: {
          header: 'Avance',
          help: 'En qué punto está hoy.',
          options: {
            notConsidered: 'Aún sin considerar',
            setAside: 'Considerada y descartada',
            idea: 'Idea',
            applied: 'Solicitada',
            committed: 'Comprometida',
            received: 'Recibida',
          },
        },
        reason: {
          header: 'Por qué se descartó',
          help: 'Para una fuente que se consideró y se descartó: por qué.',
        },
        amount: { header: 'Monto', help: 'Dólares solicitados u otorgados.', unit: '$' },
        from: { header: 'Desde', help: 'Primer día en que se puede gastar.' },
        to: { header: 'Hasta', help: 'Último día en que se puede gastar.' },
        mayPayFor: {
          header: 'Puede pagar',
          help: `Una o varias de estas opciones: ${Object.values(needs).join(', ')}; separadas por comas.`,
          options: needs,
        },
        spent: { header: 'Gastado hasta ahora', help: 'Dólares ya pagados de ella.', unit: '$' },
        conditions: {
          header: 'Cómo se cumplen sus condiciones',
          help: 'Para dinero que paga solo bajo condiciones: cómo las cumple este plan, por ejemplo: todos los programas están en la lista del estado.',
        },
        awarded: {
          header: 'Otorgada el',
          help: 'Día en que quien la da decidió darla. Las listas de subvenciones se publican con él.',
        },
      },
    },
    setAside: {
      tab: 'Descartadas',
      title: 'Descartadas: preguntas de la lista que este plan deja fuera, y por qué. Una fila por pregunta.',
      noun: 'pregunta descartada',
      columns: {
        question: {
          header: 'Pregunta descartada',
          help: 'Como la hace la pestaña Lista de control. Una fuente de financiamiento se descarta en la pestaña Financiamiento.',
          options: setAsideQuestions(es.checklist.questions),
        },
        reason: {
          header: 'Por qué se deja fuera',
          help: 'En una frase, para socios y financiadores: por ejemplo, en nuestro condado no hay ningún grupo de la industria.',
        },
      },
    },
    progress: {
      tab: 'Progreso',
      title:
        'Progreso: personas según avanzaron en realidad, en cada período. Una fila por período y grupo; deje Grupo en blanco para todas las personas.',
      noun: 'período',
      columns: {
        from: { header: 'Desde', help: 'Primer día del período.' },
        to: { header: 'Hasta', help: 'Último día del período.' },
        segment: {
          header: 'Grupo',
          help: 'En blanco: todas las personas del período. La fila de un grupo habla de personas que están también en la fila de todas.',
        },
        aware: stage('Informadas', 'Quienes se enteraron de la oportunidad en este período.'),
        applied: stage('Postuladas', 'Quienes se postularon en este período.'),
        assessed: stage('Evaluadas', 'Personas cuya aptitud y habilidades se evaluaron en este período.'),
        matched: stage(
          'Vinculadas (directo)',
          'Quienes tenían las habilidades y fueron vinculadas con empleadores en este período.',
        ),
        enrolled: stage('Inscritas (capacitación)', 'Quienes empezaron a capacitarse en este período.'),
        completed: stage('Egresadas (capacitación)', 'Quienes terminaron la capacitación en este período.'),
        placedDirect: stage(
          'Colocadas (directo)',
          'Quienes empezaron un empleo en este período por vinculación directa.',
        ),
        placedTrained: stage(
          'Colocadas (capacitación)',
          'Quienes empezaron un empleo en este período después de capacitarse.',
        ),
        reporter: { header: 'Informado por', help: 'El socio que contó, como se llama en la pestaña Socios.' },
      },
    },
    whatIf: {
      tab: 'Qué pasaría si',
      title:
        'Qué pasaría si: hasta tres escenarios, calculados junto al plan en la pestaña Escenarios. Una fila por cambio; las filas del mismo escenario van juntas. Nada de aquí cambia el plan.',
      noun: 'cambio',
      columns: {
        scenario: {
          header: 'Escenario',
          help: 'El nombre que usted le da, por ejemplo Más cupos. Repítalo en cada fila del escenario; puede haber tres.',
        },
        what: {
          header: 'Qué cambiar',
          help: 'Un valor del plan, por su pestaña y columna. Baja y Alta de una tasa se quedan como están, salvo que la nueva Probable pase de una de ellas.',
          // Made of the words above, which are there by the time that somebody asks.
          get options() {
            const { sections } = spanishDefinitions;
            return leverLabels(sections, sections.assumptions.columns.rate.options as Record<RateName, string>);
          },
        },
        of: {
          header: 'De cuál',
          help: 'Qué programa, grupo, fuente, necesidad o línea de demanda, como se llama en su pestaña; con el inicio donde dos grupos de ingreso tienen el mismo nombre: Soporte TI 2027-01-11. En blanco para Metas, y para una tasa de todas las personas.',
        },
        to: {
          header: 'Cambiarlo a',
          help: 'El nuevo valor, como lo escribiría en su pestaña: 120, 85%, $45,000, 2027-01-11.',
        },
      },
    },
  },
  plannerHeaders: {
    id: 'ID de fila',
    status: 'Estado',
    waiver: 'Exención',
    question: 'Pregunta',
    answer: 'Su respuesta',
    computed: 'Calculado',
  },
  checklistStates: {
    toDo: 'Por hacer',
    inProgress: 'En curso',
    needsAttention: 'Requiere atención',
    done: 'Listo',
    setAside: 'Descartada',
  },
  resultTabs: {
    checklist: {
      title: 'Lista de control',
      heading:
        'Lista de control: cada pregunta de la lista de planeación, y qué tan avanzado va este plan con ella. La escribe TechHire Planner.',
      columns: [
        ['Parte', 'La parte de la lista de planeación.'],
        ['Pregunta', 'Lo que pregunta la lista.'],
        [
          'Estado',
          'Por hacer, En curso, Requiere atención, Listo o Descartada. Una pregunta que su comunidad deja fuera va con su motivo en la pestaña Descartadas.',
        ],
        ['Por qué', 'En qué se basa el estado.'],
        ['Ir a', 'La celda donde hay que seguir.'],
      ],
    },
    funnel: {
      title: 'Embudo',
      heading:
        'Embudo: cuántas personas se necesitan en cada etapa para alcanzar la meta de colocaciones, calculado hacia atrás. Lo escribe TechHire Planner.',
      columns: [
        ['Para', 'Todo el plan, o un grupo.'],
        ['Etapa', 'Del primer contacto al empleo.'],
        ['Objetivo', 'El menor número de personas con el que las tasas probables alcanzan la meta.'],
        ['Si las tasas salen bajas', 'El objetivo si cada tasa sale tan baja como en Baja.'],
        ['Si las tasas salen altas', 'El objetivo si cada tasa sale tan alta como en Alta.'],
        [
          'Con confianza',
          'El menor número de personas, nunca menos que el objetivo, con el que la meta se alcanza con la seguridad que pide la pestaña Comunidad, si las tasas probables son ciertas. El azar por sí solo lo hace mayor que el objetivo. Antes de que las vías se separen, ambas deben alcanzar su meta.',
        ],
        [
          'Con tasas inciertas',
          'Lo mismo si nadie conoce las tasas: cada una puede ser cualquiera de su Baja a su Alta, lo más probable cerca de su Probable (la distribución beta de PERT), sean cuales sean las demás.',
        ],
        ['Su propio número', 'El número escrito en la pestaña Metas, si lo hay.'],
        [
          'Probabilidad',
          'Qué tan probable es que alcancen las personas con las que se planea, con tasas inciertas: su propio número o, si no lo hay, el objetivo; en capacitación nunca más que los cupos de la pestaña Programas.',
        ],
        ['Hasta ahora', 'La suma de los períodos de la pestaña Progreso; en blanco donde nadie ha contado.'],
        ['Por alcanzar', 'El objetivo menos lo alcanzado hasta ahora; al menos 0.'],
        [
          'Para cuándo',
          'El día en que debe estar alcanzado todo el objetivo, para que las últimas personas se coloquen en el año del plan: el fin del último mes con colocaciones, menos el Plazo de los pasos de aquí al empleo (Supuestos) y las semanas de capacitación (Programas). La pestaña Calendario lo tiene por mes.',
        ],
        ['Cómo se calcula', 'De qué celdas viene el número.'],
      ],
    },
    calendar: {
      title: 'Calendario',
      heading:
        'Calendario: cuántas personas deben haber llegado a cada etapa al fin de cada mes, y a quién coloca cuándo cada grupo de ingreso. Lo escribe TechHire Planner.',
      columns: [
        ['Cuándo', 'El año, un trimestre, un mes, o el inicio de un grupo de ingreso.'],
        ['Qué', 'Lo que dicen los números de esta fila.'],
        ['Informadas', reached],
        ['Postuladas', reached],
        ['Evaluadas', reached],
        ['Vinculadas (directo)', reached],
        ['Inscritas (capacitación)', reached],
        ['Egresadas (capacitación)', reached],
        ['Colocadas (directo)', hired],
        ['Colocadas (capacitación)', hired],
        ['Cómo se calcula', 'De qué celdas vienen los números.'],
      ],
    },
    forecast: {
      title: 'Pronóstico',
      heading:
        'Pronóstico: cómo va el año, cómo resultan las tasas y a cuántas colocaciones se llega a este ritmo. Lo escribe TechHire Planner.',
      columns: [
        ['Para', 'Todo el plan, o un grupo.'],
        ['Qué', 'A cuánto llega el año; después cada etapa, con el paso que lleva a ella.'],
        ['Debidas hoy', 'Personas que la pestaña Calendario quiere en esta etapa el último día contado.'],
        ['Hasta ahora', 'La suma de los períodos de la pestaña Progreso; en blanco donde nadie ha contado.'],
        ['Adelanto, o atraso (−)', 'Personas hasta ahora, menos las debidas.'],
        [
          'Semanas de adelanto (+/−)',
          'Semanas hasta que se deban más personas de las que hay; o desde que se deben más, como número negativo. En blanco donde el año no necesita más.',
        ],
        ['Tasa supuesta', 'La Probable del paso que lleva a esta etapa (Supuestos).'],
        [
          'Tasa observada',
          'Quienes avanzaron, de quienes tuvieron tiempo. Quienes siguen dentro del Plazo del paso aún no son fracasos: cuentan por la parte que ha pasado, al principio más que al final (65% en la primera mitad). En capacitación cuentan quienes están en un grupo de ingreso que terminó.',
        ],
        [
          'Observada, al menos',
          'El rango en que está la tasa, solo por estas personas, con la confianza que pide la pestaña Comunidad. Con pocas personas es amplio.',
        ],
        ['Observada, a lo más', 'Su otro extremo.'],
        ['Se basa en', 'Personas que avanzaron, y personas que tuvieron tiempo.'],
        [
          'Pronóstico del año',
          'Colocaciones en el año del plan si sigue así: las hechas, las de quienes van en camino, y tantas personas nuevas al día como hasta ahora, en lo que se puedan colocar antes de que termine.',
        ],
        [
          'Pronóstico, al menos',
          'El rango en que están las colocaciones con la confianza que pide la pestaña Comunidad, con tasas que nadie conoce con certeza.',
        ],
        ['Pronóstico, a lo más', 'Su otro extremo.'],
        ['Meta', 'Colocaciones (Metas).'],
        ['Cómo se calcula', 'De qué celdas vienen los números.'],
      ],
    },
    pipeline: {
      title: 'Oferta y demanda',
      heading:
        'Oferta y demanda: las vacantes de los empleadores frente a las personas que están listas para ellas, por puesto y trimestre. Lo escribe TechHire Planner.',
      columns: [
        ['Puesto', 'Como en las pestañas Demanda y Programas; no importan mayúsculas ni espacios.'],
        ['Cuándo', 'El año del plan, o uno de sus trimestres.'],
        ['Vacantes', 'Lo que esperan los empleadores (Demanda); en blanco donde nadie lo ha dicho.'],
        [
          'Egresan',
          'Quienes terminan un grupo de ingreso que acaba en el trimestre, si se llenan todos los cupos: cupos × tasa de egreso (Programas; si no la hay, la tasa de Supuestos).',
        ],
        [
          'Listas tras capacitarse',
          'De quienes egresan, las que según la tasa Egresadas → colocadas (Supuestos) tomarán un empleo.',
        ],
        [
          'Listas (directo)',
          'Las colocaciones por vinculación directa del trimestre (Calendario), repartidas entre los puestos según sus vacantes.',
        ],
        ['Esperan desde antes', 'Quienes estaban listas en un trimestre anterior y no encontraron vacante.'],
        ['Se pueden contratar', 'Lo menor entre las vacantes y todas las personas listas.'],
        ['Vacantes sin cubrir', 'Vacantes para las que nadie está listo.'],
        ['Esperan una vacante', 'Quienes están listas y no encuentran ninguna; esperan al próximo trimestre.'],
        ['Cómo se calcula', 'De qué celdas vienen los números.'],
      ],
    },
    money: {
      title: 'Dinero',
      heading:
        'Dinero: lo que necesita el plan, y qué dinero puede pagarlo, por necesidad, mes y fuente. Lo escribe TechHire Planner.',
      columns: [
        ['Parte', 'Por necesidad, por mes, por fuente, o lo que cuesta una persona.'],
        ['Qué', 'La necesidad, el mes, la fuente o el costo.'],
        ['Se necesita', 'Lo que cuesta este año del plan, según Recursos y Programas.'],
        ['Recibido', 'Lo que el dinero ya recibido cubre de ello, como máximo. De una fuente: cuánto de ella se usa.'],
        ['Comprometido', 'Lo que el dinero comprometido cubre además. De una fuente: cuánto de ella se usa.'],
        [
          'Esperado',
          'Lo que además cubrirían el dinero solicitado y las ideas. De una fuente: cuánto de ella se usaría.',
        ],
        [
          'Por encontrar',
          'Lo que se necesita menos lo que cubre el dinero recibido y comprometido. El dinero esperado no cuenta.',
        ],
        ['Cómo se calcula', 'De qué celdas viene el número.'],
      ],
    },
    scenarios: {
      title: 'Escenarios',
      heading:
        'Escenarios: a qué llegaría el plan con los valores de la pestaña Qué pasaría si, junto a lo que es. Lo escribe TechHire Planner.',
      columns: [
        ['Parte', 'Qué clase de cifra tiene la fila.'],
        ['Cifra', 'Lo que se compara: un valor que cambia, una etapa, una necesidad, o hallazgos.'],
        ['Plan', 'El plan como está.'],
        ['Escenario 1', withChanges],
        ['Escenario 2', withChanges],
        ['Escenario 3', withChanges],
        ['Cómo se calcula', 'De qué celdas vienen los números.'],
      ],
    },
    proposal: {
      title: 'Propuesta',
      heading:
        'Propuesta: qué cupos llenar, y con qué dinero, para colocar a más personas por menos. Nada de ella cambia sus números. La escribe TechHire Planner.',
      columns: [
        ['Parte', 'La meta, los cupos, las colocaciones por puesto, o el dinero.'],
        ['Qué', 'El grupo de ingreso, el puesto, la necesidad o la fuente.'],
        [
          'Lo suyo',
          'Lo que está en sus pestañas: la meta, los cupos, las vacantes, lo que se necesita, lo que da una fuente.',
        ],
        [
          'Propuesto',
          'Cuántas personas colocar, cuántos cupos llenar, y cuántos dólares gastar del dinero recibido o comprometido.',
        ],
        ['En qué se basa', 'Lo que limita el número, y de qué fila viene.'],
      ],
    },
  },
  startTab: {
    title: 'Inicio',
    heading: 'Lista de planeación TechHire',
    lines: [
      'Escriba en las celdas blancas de las pestañas de Comunidad a Qué pasaría si; las pestañas sombreadas se escriben solas.',
      'Una celda de color tiene una nota: rojo es un error, ámbar una advertencia, azul una sugerencia. Corrija el valor y el color se va.',
      'Empiece por Comunidad y Metas; después Socios, porque las demás pestañas se refieren a ellos por su nombre.',
      'Reemplace las tasas de Supuestos por las suyas cuando las tenga; la pestaña Embudo las sigue en unos segundos.',
      'Puede ordenar, insertar, eliminar y mover filas y columnas, y agregar columnas y pestañas propias.',
      'Lista de control muestra lo que falta por hacer, y lo lleva ahí. Lo que su comunidad deja fuera va en Descartadas, con el motivo.',
    ],
    state: {
      checklist: 'Avance de la lista',
      findings: 'Hallazgos abiertos',
      chance: 'Probabilidad de alcanzar la meta',
      pace: 'A este ritmo',
      lastChange: 'Último cambio revisado',
      version: 'Versión de la plantilla',
      rowsGone: 'Filas que faltan',
      confirm: '¿Borrarlas definitivamente?',
    },
    confirmed: 'Sí: se borraron a propósito',
  },
};
